import { SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Jobs } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useClient } from '../../store/labContext.ts';
import classes from './files.module.css';

interface ExportFormProps {
  readonly id: string;
  readonly compacted: boolean;
  readonly onChange: (compacted: boolean) => void;
}

/** The choice between the network as it is and a compacted one, where there are channels to take out. */
export function ExportForm({ id, compacted, onChange }: ExportFormProps) {
  const { t } = useTranslation('files');
  const format = useFormat();
  const client = useClient();
  const labelId = useId();
  const [facts, setFacts] = useState<Jobs['describeExport']['result'] | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    // Where it cannot be counted the network is taken home as it is.
    client.run('describeExport', { id }, { signal: controller.signal }).then(setFacts, () => {});
    return () => controller.abort();
  }, [client, id]);
  if (!facts) return <Skeleton h={52} mb="xs" aria-label={t('home.counting')} />;
  if (facts.removedChannels === 0) {
    return (
      <Text size="sm" c="dimmed" mb="xs">
        {t('home.nothingToCompact')}
      </Text>
    );
  }
  return (
    <div className={classes.form}>
      <span id={labelId} className={classes.formLabel}>
        {t('home.form')}
      </span>
      <SegmentedControl
        size="sm"
        aria-labelledby={labelId}
        value={compacted ? 'compacted' : 'masked'}
        onChange={(value) => onChange(value === 'compacted')}
        data={[
          { value: 'masked', label: t('home.masked') },
          { value: 'compacted', label: t('home.compacted') },
        ]}
      />
      <Text size="sm" c="dimmed" className={classes.formText!}>
        {compacted
          ? t('home.compactedText', {
              count: facts.removedChannels,
              before: format.count(facts.parameters),
              after: format.count(facts.compactedParameters),
            })
          : t('home.maskedText', { params: format.count(facts.parameters) })}
      </Text>
    </div>
  );
}
