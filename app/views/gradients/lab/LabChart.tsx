import { type ReactNode, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LineChart } from '../../../charts/line/LineChart.tsx';
import type { LinePoint, LineSeries } from '../../../charts/line/layout.ts';
import { useFormat } from '../../../i18n/useFormat.ts';

interface LabChartProps {
  readonly series: readonly LineSeries[];
  /** Batches of the whole training: all charts have the same axis. */
  readonly steps: number;
  readonly yDomain: readonly [number, number];
  readonly title: ReactNode;
  readonly label: string;
  readonly yLabel: string;
  readonly formatY: (value: number) => string;
  /** Shorter, for the axis; empty where a tick has none. */
  readonly formatTickY?: (value: number) => string;
  readonly reference?: { readonly value: number; readonly text: string } | undefined;
  readonly highlighted?: string | null;
  readonly onSelect?: (id: string) => void;
}

const HEIGHT_PX = 250;

/** A quantity against batches: one of the charts that share their axis of time. */
export function LabChart({ series, steps, formatY, formatTickY = formatY, label, ...more }: LabChartProps) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const xDomain = useMemo((): readonly [number, number] => [0, steps], [steps]);
  const columns = useMemo(
    () => [t('entry'), t('batches'), more.yLabel, t('low'), t('high')] as const,
    [t, more.yLabel],
  );
  const describePoint = useCallback(
    ({ name }: LineSeries, { x, y }: LinePoint) =>
      t('point', { name, step: format.count(x), value: formatY(y) }),
    [t, format, formatY],
  );
  // A short training has ticks between its batches.
  const formatX = useCallback(
    (step: number) => (Number.isInteger(step) ? format.count(step) : format.number(step)),
    [format],
  );
  const names = series.map(({ name }) => name).join(', ');
  return (
    <LineChart
      {...more}
      series={series}
      xDomain={xDomain}
      height={HEIGHT_PX}
      label={names === '' ? label : `${label}: ${names}`}
      xLabel={t('batches')}
      columns={columns}
      describePoint={describePoint}
      formatX={formatX}
      formatY={formatY}
      formatTickY={formatTickY}
    />
  );
}
