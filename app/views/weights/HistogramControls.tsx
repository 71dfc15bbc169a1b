import { Group, SegmentedControl, Switch, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../views.module.css';
import { useWeightsOptions } from './weightsOptions.ts';

interface HistogramControlsProps {
  /** True where the threshold holds for every layer. */
  readonly forAll: boolean;
  readonly onScope: (forAll: boolean) => void;
}

/** For which layers the threshold holds, and how the histogram is drawn. */
export function HistogramControls({ forAll, onScope }: HistogramControlsProps) {
  const { t } = useTranslation('views');
  const log = useWeightsOptions((options) => options.log);
  const set = useWeightsOptions((options) => options.set);
  return (
    <div className={classes.controls}>
      <Group gap="xs">
        <Text size="sm">{t('weights.scope')}</Text>
        <Tooltip label={t('weights.scopeAllHint')}>
          <SegmentedControl
            size="xs"
            aria-label={t('weights.scope')}
            value={forAll ? 'all' : 'layer'}
            onChange={(value) => onScope(value === 'all')}
            data={[
              { value: 'layer', label: t('weights.scopeLayer') },
              { value: 'all', label: t('weights.scopeAll') },
            ]}
          />
        </Tooltip>
      </Group>
      <Switch
        size="sm"
        label={t('weights.log')}
        checked={log}
        onChange={(event) => set({ log: event.currentTarget.checked })}
      />
    </div>
  );
}
