import { SegmentedControl } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat.ts';
import { ByteCharts } from './ByteCharts.tsx';
import { LabChart } from './LabChart.tsx';
import classes from './lab.module.css';
import type { NamedEntry } from './labEntry.ts';
import { useExchangeLab } from './labStore.ts';
import { domainOf, toEntrySeries, toMeans, toPoints } from './series.ts';

const UNIT: readonly [number, number] = [0, 1];

export interface LabChartsProps {
  readonly entries: readonly NamedEntry[];
  readonly chosen: string | null;
  readonly steps: number;
}

/** All rules on one axis of time: loss, accuracy, bytes and the age of what waits. */
export const LabCharts = memo(function LabCharts(props: LabChartsProps) {
  return (
    <>
      <LossChart {...props} />
      <AccuracyChart {...props} />
      <ByteCharts {...props} />
      <AgeChart {...props} />
    </>
  );
});

function LossChart({ entries, chosen, steps }: LabChartsProps) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const choose = useExchangeLab((state) => state.choose);
  const series = useMemo(
    () => toEntrySeries(entries, ({ ticks }) => toMeans(ticks, ({ loss }) => loss)),
    [entries],
  );
  const most = domainOf(series, UNIT)[1];
  return (
    <LabChart
      series={series}
      steps={steps}
      yDomain={[0, most]}
      highlighted={chosen}
      onSelect={choose}
      title={<b>{t('charts.loss')}</b>}
      label={t('charts.lossLabel')}
      yLabel={t('charts.lossUnit')}
      formatY={format.number}
    />
  );
}

function AccuracyChart({ entries, chosen, steps }: LabChartsProps) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const choose = useExchangeLab((state) => state.choose);
  const [of, setOf] = useState<'training' | 'test'>('test');
  const images = entries.find(({ tests }) => tests[0])?.tests[0]?.images ?? 1000;
  const series = useMemo(
    () =>
      toEntrySeries(entries, ({ ticks, tests }) =>
        of === 'test'
          ? tests.map(({ step, accuracy }) => ({ x: step, y: accuracy }))
          : toMeans(ticks, ({ accuracy }) => accuracy),
      ),
    [entries, of],
  );
  return (
    <LabChart
      series={series}
      steps={steps}
      yDomain={UNIT}
      highlighted={chosen}
      onSelect={choose}
      title={
        <span className={classes.titleRow}>
          <b>{t('charts.accuracy')}</b>
          <SegmentedControl
            size="xs"
            aria-label={t('charts.accuracyOf')}
            value={of}
            data={[
              { value: 'test', label: t('charts.test', { images: format.count(images) }) },
              { value: 'training', label: t('charts.training') },
            ]}
            onChange={(next) => setOf(next as 'training' | 'test')}
          />
        </span>
      }
      label={t('charts.accuracyLabel')}
      yLabel={t('charts.share')}
      formatY={format.percent}
      formatTickY={(share) => format.percent(share, 0)}
    />
  );
}

function AgeChart({ entries, chosen, steps }: LabChartsProps) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const choose = useExchangeLab((state) => state.choose);
  const [of, setOf] = useState<'mean' | 'max'>('mean');
  const series = useMemo(
    () => toEntrySeries(entries, ({ ticks }) => toPoints(ticks, ({ residualAge }) => residualAge?.[of])),
    [entries, of],
  );
  const most = domainOf(series, [0, 10])[1];
  return (
    <LabChart
      series={series}
      steps={steps}
      yDomain={[0, most]}
      highlighted={chosen}
      onSelect={choose}
      title={
        <span className={classes.titleRow}>
          <b>{t('charts.age')}</b>
          <SegmentedControl
            size="xs"
            aria-label={t('charts.ageOf')}
            value={of}
            data={(['mean', 'max'] as const).map((value) => ({ value, label: t(`charts.${value}`) }))}
            onChange={(next) => setOf(next as 'mean' | 'max')}
          />
        </span>
      }
      label={t('charts.ageLabel')}
      yLabel={t('charts.steps')}
      formatY={(value) => t('charts.ageValue', { value: format.number(value) })}
      formatTickY={format.number}
    />
  );
}
