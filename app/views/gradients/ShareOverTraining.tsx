import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LineChart } from '../../charts/line/LineChart.tsx';
import type { LinePoint, LineSeries } from '../../charts/line/layout.ts';
import { writeMagnitude } from '../../charts/logHistogram/magnitude.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import type { RecordedMoment } from '../recordedMoments.ts';
import { useLayer } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { computeShareBelow } from './gradientBins.ts';

const UNIT: readonly [number, number] = [0, 1];

interface ShareOverTrainingProps {
  readonly moments: readonly RecordedMoment<'gradients'>[];
  readonly threshold: number;
}

/** The share of each layer's gradients below the threshold, against epochs. */
export function ShareOverTraining({ moments, threshold }: ShareOverTrainingProps) {
  const { t } = useTranslation('gradients');
  const format = useFormat();
  const selected = useLayer();
  const selectLayer = useLab((state) => state.selectLayer);
  const series = useMemo(() => {
    const names = [...new Set(moments.flatMap(({ layers }) => layers.map(({ layer }) => layer)))];
    return names.map(
      (name): LineSeries => ({
        id: name,
        name,
        points: moments.flatMap(({ totalEpochs, layers }) => {
          const found = layers.find(({ layer }) => layer === name);
          return found ? [{ x: totalEpochs, y: computeShareBelow(found, threshold) }] : [];
        }),
      }),
    );
  }, [moments, threshold]);
  const last = moments.at(-1)?.totalEpochs ?? 0;
  const domain = useMemo((): readonly [number, number] => [0, last > 0 ? last : 1], [last]);
  const formatEpoch = useCallback((value: number) => format.number(value), [format]);
  const formatTick = useCallback((share: number) => format.percent(share, 0), [format]);
  const describePoint = useCallback(
    ({ name }: LineSeries, { x, y }: LinePoint) =>
      t('over.point', { layer: name, epoch: format.number(x), share: format.percent(y) }),
    [t, format],
  );
  const columns = useMemo(
    () => [t('over.layer'), t('over.epochs'), t('over.share'), t('over.low'), t('over.high')] as const,
    [t],
  );
  return (
    <div>
      <LineChart
        series={series}
        xDomain={domain}
        yDomain={UNIT}
        height={300}
        highlighted={selected ?? null}
        onSelect={selectLayer}
        title={<b>{t('over.shareTitle', { threshold: writeMagnitude(threshold) })}</b>}
        label={t('over.shareChart', {
          threshold: writeMagnitude(threshold),
          layers: series.map(({ name }) => name).join(', '),
        })}
        xLabel={t('over.epochs')}
        yLabel={t('over.share')}
        columns={columns}
        describePoint={describePoint}
        formatX={formatEpoch}
        formatY={format.percent}
        formatTickY={formatTick}
      />
      <p className={classes.note}>
        {t('over.measured', {
          images: [...new Set(moments.map(({ images }) => format.count(images)))].join(', '),
        })}
      </p>
    </div>
  );
}
