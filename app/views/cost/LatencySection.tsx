import { Button, Progress as ProgressBar, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LatencyReport, type Progress, type SnapshotView, toAppError } from '../../../src/index.ts';
import { BarChart } from '../../charts/bars/BarChart.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useClient, useLab } from '../../store/labContext.ts';
import { Failure } from '../ViewState.tsx';
import classes from '../views.module.css';
import { judgeLatency } from './judgeLatency.ts';

const BATCH_SIZE = 64;
const RUNS = 30;

/** Times of a forward pass, measured on a click and kept with the snapshot and the backend. */
export function LatencySection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('cost');
  const client = useClient();
  const backend = useLab((state) => state.backend?.name);
  const [progress, setProgress] = useState<Progress | null>(null);
  const step = { what: ['latency'], batchSize: BATCH_SIZE, runs: RUNS, granularity: 'weight' } as const;
  const queries = useQueryClient();
  const queryKey = ['latency', snapshot.id, backend];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      setProgress(null);
      const params = { id: snapshot.id, step: { ...step, what: [...step.what] } };
      const { latency } = await client.run('measure', params, { signal, onProgress: setProgress });
      return latency!;
    },
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const measure = () => void query.refetch();
  return (
    <section>
      <div className={classes.controls}>
        <Button
          size="compact-sm"
          variant={query.data ? 'default' : 'filled'}
          loading={query.isFetching}
          onClick={measure}
        >
          {t(query.data ? 'again' : 'measure')}
        </Button>
        {query.isFetching && (
          <>
            <ProgressBar
              w={140}
              value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 0}
              aria-label={t('measuring')}
            />
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void queries.cancelQueries({ queryKey })}
            >
              {t('state.cancel', { ns: 'views' })}
            </Button>
          </>
        )}
      </div>
      {query.error && !query.isFetching && <Failure error={toAppError(query.error)} onRetry={measure} />}
      {query.data ? (
        <LatencyChart report={query.data} isMasked={snapshot.summary.cost.totals.sparsity > 0} />
      ) : (
        !query.error && (
          <Text c="dimmed" mih={120} pt="xs" size="sm">
            {t('latencyEmpty')}
          </Text>
        )
      )}
    </section>
  );
}

interface LatencyChartProps {
  readonly report: LatencyReport;
  /** False where no weight is pruned: masked and dense are then the same net. */
  readonly isMasked: boolean;
}

function LatencyChart({ report, isMasked }: LatencyChartProps) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const groups = useMemo(
    () =>
      report.series.map(({ variant, medianMs, lowMs, highMs }) => ({
        name: t(`variants.${variant}`),
        bars: [{ name: '', value: medianMs, low: lowMs, high: highMs }],
      })),
    [report, t],
  );
  const columns = useMemo(() => [t('variant'), '', t('ms'), t('low'), t('high')] as const, [t]);
  const formatMs = useCallback((value: number) => format.ms(value), [format]);
  const verdict = judgeLatency(report);
  const values = groups.map(({ name, bars }) => `${name} ${format.ms(bars[0]?.value ?? 0)}`).join(', ');
  const predicted = report.series.flatMap(({ variant, predictedMs, predictedByMaskMs }) => {
    if (variant === 'compacted') return [`${t('variants.compacted')} ${format.ms(predictedMs)}`];
    if (predictedByMaskMs === undefined || !isMasked) return [];
    return [`${t('latencyBySparse')} ${format.ms(predictedByMaskMs)}`];
  });
  return (
    <>
      <BarChart
        groups={groups}
        title={<b>{t('latencyTitle')}</b>}
        label={t('latencyChart', { values })}
        columns={columns}
        format={formatMs}
      />
      <p className={classes.note}>
        {t('latencyMeasured', {
          runs: format.count(report.series[0]?.runs ?? 0),
          batch: format.count(report.batchSize),
          backend: report.backend,
        })}
      </p>
      {predicted.length > 0 && (
        <p className={classes.note}>{t('latencyPredicted', { values: predicted.join(', ') })}</p>
      )}
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
