import { Alert, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NetworkFileSummary } from '../../../src/index.ts';
import type { DatasetName } from '../networks/networkChoices.ts';
import { useDatasetTitle } from '../networks/useDatasetTitle.ts';
import { formatShape } from './fitDatasets.ts';

interface DatasetChoiceProps {
  readonly summary: NetworkFileSummary;
  readonly fitting: readonly DatasetName[];
  readonly value: DatasetName | undefined;
  readonly disabled: boolean;
  readonly onChange: (dataset: DatasetName) => void;
}

/** The data sets that a network fits, to choose one; or the sentence that says why it fits none. */
export function DatasetChoice({ summary, fitting, value, disabled, onChange }: DatasetChoiceProps) {
  const { t } = useTranslation('files');
  const titleOf = useDatasetTitle();
  if (fitting.length === 0) {
    return (
      <Alert color="orange" title={t('in.noFit')} role="alert">
        {t('in.noFitText', { shape: formatShape(summary.inputShape), count: summary.classes })}
      </Alert>
    );
  }
  return (
    <Stack gap={4}>
      {fitting.length === 1 ? (
        <Text size="sm">{t('in.fitsOne', { dataset: titleOf(fitting[0]!) })}</Text>
      ) : (
        <Radio.Group
          label={t('in.dataset')}
          value={value ?? null}
          onChange={(name) => onChange(name as DatasetName)}
        >
          <Stack gap={6} mt={4}>
            {fitting.map((name) => (
              <Radio key={name} value={name} label={titleOf(name)} disabled={disabled} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Text size="xs" c="dimmed">
        {t('in.scaling')}
      </Text>
    </Stack>
  );
}
