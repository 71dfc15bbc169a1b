import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrunableLayer, SnapshotView } from '../../../src/index.ts';
import { LineChart } from '../../charts/line/LineChart.tsx';
import type { LinePoint, LineSeries } from '../../charts/line/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { findBase, findFirstToBreak } from './findFirstToBreak.ts';
import { ShareGrips } from './ShareGrips.tsx';
import type { SensitivityRun } from './sensitivityStore.ts';
import { dependsOnSeed, type SensitivitySettings } from './settings.ts';
import { toSeries } from './toSeries.ts';
import { useChartWords } from './useChartWords.ts';
import { useLayerName } from './useLayerName.ts';

/** A fall of accuracy that counts as breaking. */
const BREAKING_DROP = 0.05;
const UNIT: readonly [number, number] = [0, 1];
const LEAST_HEIGHT_PX = 380;
/** What every curve needs beside the plot for its name. */
const NAME_PX = 16;

interface SensitivityChartProps {
  readonly snapshot: SnapshotView;
  readonly settings: SensitivitySettings;
  readonly layers: readonly PrunableLayer[];
  readonly run: SensitivityRun;
  readonly smooth: boolean;
}

/** The curves measured so far, the unpruned accuracy, which layer breaks first, and a grip on each curve. */
export function SensitivityChart({ snapshot, settings, layers, run, smooth }: SensitivityChartProps) {
  const { t } = useTranslation('sensitivity');
  const format = useFormat();
  const layer = useLayer();
  const selectLayer = useLab((state) => state.selectLayer);
  const nameLayers = useLayerName();
  const series = useMemo(
    () => layers.map((entry) => toSeries(entry, run.curves[entry.layer] ?? [], nameLayers, smooth)),
    [layers, run.curves, nameLayers, smooth],
  );
  const base = findBase(run.curves)?.accuracy ?? snapshot.summary.accuracy.accuracy;
  const breaking = findFirstToBreak(run.curves, base, BREAKING_DROP);
  const words = useChartWords(run, settings);
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
  const hint = breaking
    ? t('breaks', {
        layer: breaking.layer,
        sparsity: formatShare(breaking.point.sparsity),
        points: format.points(base - breaking.point.accuracy).replace('+', ''),
        accuracy: format.percent(breaking.point.accuracy),
      })
    : t('holds');
  const oneOfSeveral = run.state !== 'done' && settings.seeds > 1 && dependsOnSeed(settings);
  const highlighted = layers.find(({ layers: joined }) => layer && joined.includes(layer))?.layer ?? null;
  return (
    <section>
      <LineChart
        series={series}
        xDomain={UNIT}
        yDomain={UNIT}
        reference={{ value: base, text: t('base', { share: format.percent(base) }) }}
        highlighted={highlighted}
        onSelect={selectLayer}
        height={Math.max(LEAST_HEIGHT_PX, 72 + NAME_PX * layers.length)}
        title={<b>{words.title}</b>}
        label={t('chart', { layers: series.map(({ name }) => name).join(', ') })}
        xLabel={t('sparsity')}
        yLabel={t('accuracy')}
        columns={words.columns}
        describePoint={describePoint}
        formatX={formatShare}
        formatY={format.percent}
        formatTickY={formatShare}
      >
        {({ box }) => (
          <ShareGrips
            box={box}
            settings={settings}
            layers={layers}
            curves={run.curves}
            series={series}
            selected={highlighted}
          />
        )}
      </LineChart>
      <p className={classes.note} aria-live="polite">
        {run.state === 'done' ? hint : t('soFar', { text: hint })}
        {oneOfSeveral && ` ${t('oneOfSeveral', { count: settings.seeds })}`}
      </p>
    </section>
  );
}
