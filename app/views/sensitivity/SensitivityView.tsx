import { Button, Progress as ProgressBar, SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../i18n/useFormat.ts';
import { useClient } from '../../store/labContext.ts';
import { useSnapshotA } from '../useSnapshots.ts';
import { Failure } from '../ViewState.tsx';
import classes from '../views.module.css';
import { SensitivityChart } from './SensitivityChart.tsx';
import { type Granularity, runKey, sensitivityStore } from './sensitivityStore.ts';

/** Accuracy against sparsity, layer by layer, measured while one looks on. */
export function SensitivityView() {
  const { t } = useTranslation('sensitivity');
  const format = useFormat();
  const client = useClient();
  const snapshot = useSnapshotA();
  const { granularity, setGranularity, runs, measure, cancel } = useStore(sensitivityStore);
  if (!snapshot) return null;
  const { id } = snapshot;
  const run = runs[runKey(id, granularity)];
  const running = run?.state === 'running';
  const start = () => void measure(client, id, granularity);
  const startWord = run?.state === 'cancelled' ? 'continue' : run ? 'again' : 'measure';
  const points = Object.values(run?.curves ?? {}).reduce((sum, curve) => sum + curve.length, 0);
  const remaining = run?.progress?.remainingMs;
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('explain')}</p>
      <div className={classes.controls}>
        <Text size="sm">{t('granularity')}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t('granularity')}
          value={granularity}
          onChange={(value) => setGranularity(value as Granularity)}
          data={[
            { value: 'weight', label: t('weight') },
            { value: 'filter', label: t('filter') },
          ]}
        />
        {running ? (
          <Button size="compact-sm" variant="default" onClick={() => cancel(id, granularity)}>
            {t('state.cancel', { ns: 'views' })}
          </Button>
        ) : (
          <Button
            size="compact-sm"
            variant={run && run.state !== 'cancelled' ? 'default' : 'filled'}
            onClick={start}
          >
            {t(startWord)}
          </Button>
        )}
        {running && (
          <>
            <ProgressBar
              w={140}
              value={run.progress ? (100 * run.progress.done) / Math.max(1, run.progress.total) : 0}
              aria-label={t('state.loading', { ns: 'views' })}
            />
            <Text size="sm" c="dimmed" role="status">
              {t('running', { amount: format.count(points) })}
              {remaining !== undefined &&
                ` · ${t('state.timeLeft', { ns: 'views', time: format.duration(remaining) })}`}
            </Text>
          </>
        )}
        {run?.state === 'cancelled' && (
          <Text size="sm" c="dimmed">
            {t('cancelled')}
          </Text>
        )}
      </div>
      {run?.error && <Failure error={run.error} onRetry={start} />}
      {run && (points > 0 || running) ? (
        <SensitivityChart snapshot={snapshot} run={run} />
      ) : (
        !run?.error && (
          <Text c="dimmed" mih={430} pt="lg">
            {t('empty')}
          </Text>
        )
      )}
    </div>
  );
}
