import { useTranslation } from 'react-i18next';
import type { PrunableLayer } from '../../../src/index.ts';
import type { PlotBox } from '../../charts/Axes.tsx';
import { type CurveGrip, CurveGrips } from '../../charts/line/CurveGrips.tsx';
import { interpolate } from '../../charts/line/grips.ts';
import type { LineSeries } from '../../charts/line/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useDraftWriter } from '../useDraftWriter.ts';
import type { Curves } from './sensitivityStore.ts';
import type { SensitivitySettings } from './settings.ts';
import { toSharesStep } from './shares.ts';
import { atLeast, useLayerShares } from './useLayerShares.ts';

const UNIT = [0, 1] as const;
const MOST = 0.99;
const STEP = 0.01;

interface ShareGripsProps {
  readonly box: PlotBox;
  readonly settings: SensitivitySettings;
  readonly layers: readonly PrunableLayer[];
  readonly curves: Curves;
  readonly series: readonly LineSeries[];
  readonly selected: string | null;
}

/** A grip on each curve at the share that the step being made takes of the layer; moving one writes that step. */
export function ShareGrips({ box, settings, layers, curves, series, selected }: ShareGripsProps) {
  const { t } = useTranslation('sensitivity');
  const format = useFormat();
  const selectLayer = useLab((state) => state.selectLayer);
  const writeDraft = useDraftWriter();
  const known = useLayerShares(settings, layers, curves);
  if (settings.granularity === 'nm') return null;
  const none = Object.fromEntries(layers.map(({ layer }) => [layer, 0]));
  const shares = known ?? atLeast(none, curves);
  const grips = series.flatMap(({ id, name, points, line }, order): CurveGrip[] => {
    const x = Math.min(MOST, shares[id] ?? 0);
    const y = interpolate(line ?? points, x);
    if (y === undefined) return [];
    const measured = interpolate(points, x)!;
    return [
      {
        id,
        order,
        x,
        y,
        label: t('gripLabel', { layer: name }),
        valueText: t('gripText', {
          layer: name,
          share: format.percent(x),
          accuracy: format.percent(measured),
        }),
        shortText: format.percent(x, 0),
      },
    ];
  });
  return (
    <CurveGrips
      grips={grips}
      box={box}
      xDomain={UNIT}
      yDomain={UNIT}
      range={[0, MOST]}
      step={STEP}
      selected={selected}
      onSelect={selectLayer}
      onMove={(layer, share) => writeDraft(toSharesStep(settings, { ...shares, [layer]: share }))}
    />
  );
}
