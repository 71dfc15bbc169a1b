import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import classes from './RunBar.module.css';
import { useShownTraining } from './useTraining.ts';

const MiniCurve = lazy(async () => ({ default: (await import('../ui/MiniCurve.tsx')).MiniCurve }));

/** Loss and accuracy of the running training, or of the one that made the snapshot looked at. */
export function TrainingCurves() {
  const { t } = useTranslation();
  const format = useFormat();
  const training = useShownTraining();
  const ticks = training?.ticks ?? [];
  const last = ticks.at(-1);
  const first = ticks[0];
  if (!first || !last) return <div className={classes.noCurves}>{t('run.noCurve')}</div>;

  const highestLoss = Math.max(...ticks.map(({ loss }) => loss));
  const loss = (value: number) => format.number(value, 3);
  const label = (name: string, from: string, to: string) =>
    t('run.curveLabel', { name, first: from, last: to, batches: format.count(last.done) });
  return (
    <div className={classes.curves}>
      <Suspense>
        <figure>
          <figcaption>
            {t('run.loss')} <strong>{loss(last.loss)}</strong>
          </figcaption>
          <MiniCurve
            points={ticks.map(({ done, loss: y }) => ({ x: done, y }))}
            maxX={last.total}
            minY={0}
            maxY={highestLoss}
            color="var(--chart-series-2)"
            label={label(t('run.loss'), loss(first.loss), loss(last.loss))}
          />
        </figure>
        <figure>
          <figcaption title={t('run.trainingAccuracy')}>
            {t('run.accuracy')} <strong>{format.percent(last.accuracy)}</strong>
          </figcaption>
          <MiniCurve
            points={ticks.map(({ done, accuracy: y }) => ({ x: done, y }))}
            maxX={last.total}
            minY={Math.min(0.9, ...ticks.map(({ accuracy }) => accuracy))}
            maxY={1}
            color="var(--chart-series-1)"
            label={label(
              t('run.trainingAccuracy'),
              format.percent(first.accuracy),
              format.percent(last.accuracy),
            )}
          />
        </figure>
      </Suspense>
    </div>
  );
}
