import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LatencyReport } from '../../../src/index.ts';
import { SegmentBars } from '../../charts/segmentBars/SegmentBars.tsx';
import { SegmentLegend } from '../../charts/segmentBars/SegmentLegend.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import classes from '../views.module.css';
import { judgeLatency } from './judgeLatency.ts';

interface LatencyChartProps {
  readonly report: LatencyReport;
  /** False where no weight is pruned: masked and dense are then the same net. */
  readonly isMasked: boolean;
}

/** Measured times with their spread; what multiply-accumulates alone would let one expect is a hollow mark. */
export function LatencyChart({ report, isMasked }: LatencyChartProps) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const formatMs = useCallback((value: number) => format.ms(value), [format]);
  const rows = useMemo(
    () =>
      report.series.map(({ variant, medianMs, lowMs, highMs, predictedMs, predictedByMaskMs }) => ({
        variant,
        medianMs,
        lowMs,
        highMs,
        predictedMs:
          variant === 'compacted'
            ? predictedMs
            : variant === 'masked' && isMasked
              ? predictedByMaskMs
              : undefined,
      })),
    [report, isMasked],
  );
  const groups = useMemo(
    () =>
      rows.map(({ variant, medianMs, lowMs, highMs, predictedMs }) => ({
        id: variant,
        name: t(`variants.${variant}`),
        bars: [
          {
            name: '',
            segments: [{ value: medianMs, look: 'solid' as const }],
            low: lowMs,
            high: highMs,
            mark: predictedMs,
            text: format.ms(medianMs),
          },
        ],
      })),
    [rows, t, format],
  );
  const describeBar = useCallback(
    (group: string) => {
      const row = rows.find(({ variant }) => variant === group);
      if (!row) return '';
      const lines = [
        t(`variants.${row.variant}`),
        `${format.ms(row.medianMs)} (${format.ms(row.lowMs)} – ${format.ms(row.highMs)})`,
      ];
      if (row.predictedMs === undefined) return lines.join('\n');
      const key = row.variant === 'masked' ? 'predictedByMask' : 'predictedByMacs';
      return [...lines, t(key, { time: format.ms(row.predictedMs) })].join('\n');
    },
    [rows, t, format],
  );
  const table = useCallback(
    () => ({
      columns: [t('variant'), t('ms'), t('low'), t('high'), t('predicted')],
      rows: rows.map(({ variant, medianMs, lowMs, highMs, predictedMs }) => [
        t(`variants.${variant}`),
        format.ms(medianMs),
        format.ms(lowMs),
        format.ms(highMs),
        predictedMs === undefined ? '–' : format.ms(predictedMs),
      ]),
    }),
    [rows, t, format],
  );
  const verdict = judgeLatency(report);
  const values = rows
    .map(({ variant, medianMs }) => `${t(`variants.${variant}`)} ${format.ms(medianMs)}`)
    .join(', ');
  return (
    <>
      <SegmentBars
        groups={groups}
        title={
          <>
            <b>{t('latencyTitle')}</b>
            <SegmentLegend
              items={[
                { look: 'solid', text: t('measured') },
                { look: 'mark', text: t('predicted') },
              ]}
            />
          </>
        }
        label={t('latencyChart', { values })}
        describeBar={describeBar}
        table={table}
        format={formatMs}
      />
      <p className={classes.note}>
        {t('latencyMeasured', {
          runs: format.count(report.series[0]?.runs ?? 0),
          batch: format.count(report.batchSize),
          backend: report.backend,
        })}
      </p>
      <p className={classes.note}>
        {!isMasked && t('nothingMasked')}
        {isMasked && verdict.masked === 'slow' && t('maskedSlow')}
        {isMasked &&
          verdict.masked === 'fast' &&
          t('maskedFast', { share: format.percent(verdict.maskedGain) })}{' '}
        {verdict.compactedShare === undefined
          ? isMasked && t('noCompacted')
          : t('compactedFast', { share: format.percent(verdict.compactedShare) })}
      </p>
    </>
  );
}
