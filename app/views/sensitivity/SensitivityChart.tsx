import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isWeightedNode, type SnapshotView } from '../../../src/index.ts';
import { LineChart } from '../../charts/line/LineChart.tsx';
import type { LinePoint, LineSeries } from '../../charts/line/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { findBase, findFirstToBreak, imagesOf } from './findFirstToBreak.ts';
import { SENSITIVITY_IMAGES, type SensitivityRun } from './sensitivityStore.ts';

/** A fall of accuracy that counts as breaking. */
const BREAKING_DROP = 0.05;
const UNIT: readonly [number, number] = [0, 1];

interface SensitivityChartProps {
  readonly snapshot: SnapshotView;
  readonly run: SensitivityRun;
}

/** The curves measured so far, the unpruned accuracy, and which layer breaks first. */
export function SensitivityChart({ snapshot, run }: SensitivityChartProps) {
  const { t } = useTranslation('sensitivity');
  const format = useFormat();
  const layer = useLayer();
  const selectLayer = useLab((state) => state.selectLayer);
  const layers = useMemo(
    () => snapshot.spec.nodes.filter(isWeightedNode).map(({ name }) => name),
    [snapshot],
  );
  const series = useMemo(
    () =>
      layers.map(
        (name): LineSeries => ({
          id: name,
          name,
          points: (run.curves[name] ?? []).map(({ sparsity, accuracy, low, high }) => ({
            x: sparsity,
            y: accuracy,
            low,
            high,
          })),
        }),
      ),
    [layers, run.curves],
  );
  const base = findBase(run.curves)?.accuracy ?? snapshot.summary.accuracy.accuracy;
  const breaking = findFirstToBreak(run.curves, base, BREAKING_DROP);
  const formatShare = useCallback((share: number) => format.percent(share, 0), [format]);
  const describePoint = useCallback(
    ({ name }: LineSeries, point: LinePoint) =>
      t('point', {
        layer: name,
        sparsity: formatShare(point.x),
        accuracy: format.percent(point.y),
        low: format.percent(point.low ?? point.y),
        high: format.percent(point.high ?? point.y),
      }),
    [t, format, formatShare],
  );
  const columns = useMemo(
    () => [t('layerColumn'), t('sparsity'), t('accuracy'), t('low'), t('high')] as const,
    [t],
  );
  const hint = breaking
    ? t('breaks', {
        layer: breaking.layer,
        sparsity: formatShare(breaking.point.sparsity),
        points: format.points(base - breaking.point.accuracy).replace('+', ''),
        accuracy: format.percent(breaking.point.accuracy),
      })
    : t('holds');
  return (
    <section>
      <LineChart
        series={series}
        xDomain={UNIT}
        yDomain={UNIT}
        reference={{ value: base, text: t('base', { share: format.percent(base) }) }}
        highlighted={layer ?? null}
        onSelect={selectLayer}
        title={
          <b>
            {t('title', {
              images: imagesOf(run.curves, SENSITIVITY_IMAGES).map(format.count).join('–'),
            })}
          </b>
        }
        label={t('chart', { layers: layers.join(', ') })}
        xLabel={t('sparsity')}
        yLabel={t('accuracy')}
        columns={columns}
        describePoint={describePoint}
        formatX={formatShare}
        formatY={format.percent}
        formatTickY={formatShare}
      />
      <p className={classes.note} aria-live="polite">
        {run.state === 'done' ? hint : t('soFar', { text: hint })}
      </p>
    </section>
  );
}
