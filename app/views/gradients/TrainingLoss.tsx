import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LineChart } from '../../charts/line/LineChart.tsx';
import type { LinePoint, LineSeries } from '../../charts/line/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useSnapshotA } from '../useSnapshots.ts';
import classes from '../views.module.css';

/** Loss of the training that made A, on its batches and on held out images; nothing where A was not trained. */
export function TrainingLoss() {
  const { t } = useTranslation('training');
  const format = useFormat();
  const train = useSnapshotA()?.summary.train;
  const series = useMemo((): readonly LineSeries[] => {
    if (!train) return [];
    const points = train.ticks.map(({ done, loss }) => ({ x: done, y: loss }));
    const held = train.validation?.points.map(({ step, loss }) => ({ x: step, y: loss }));
    return [
      { id: 'train', name: t('loss.train'), points },
      ...(held ? [{ id: 'held', name: t('loss.held'), points: held }] : []),
    ];
  }, [train, t]);
  const formatBatch = useCallback((value: number) => format.count(value), [format]);
  const formatLoss = useCallback((value: number) => format.number(value, 3), [format]);
  const describePoint = useCallback(
    ({ name }: LineSeries, { x, y }: LinePoint) =>
      t('loss.point', { name, batch: format.count(x), loss: format.number(y, 3) }),
    [t, format],
  );
  if (!train || train.ticks.length < 2) return null;
  const highest = Math.max(...series.flatMap(({ points }) => points.map(({ y }) => y)));
  const { validation } = train;
  return (
    <section>
      <h3 className={classes.heading}>{t('loss.title')}</h3>
      <LineChart
        series={series}
        xDomain={[0, train.steps]}
        yDomain={[0, highest]}
        height={280}
        label={t('loss.chart', { batches: format.count(train.steps) })}
        xLabel={t('loss.batch')}
        yLabel={t('loss.loss')}
        columns={[t('loss.curve'), t('loss.batch'), t('loss.loss'), t('loss.low'), t('loss.high')]}
        describePoint={describePoint}
        formatX={formatBatch}
        formatY={formatLoss}
        formatTickY={formatLoss}
      />
      <p className={classes.note}>
        {validation
          ? t('loss.earlyStop', {
              images: format.count(validation.images),
              batch: format.count(validation.earlyStop),
            })
          : t('loss.noValidation')}
      </p>
    </section>
  );
}
