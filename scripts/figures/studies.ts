import * as Plot from '@observablehq/plot';
import type { CurveAxis, ReadingUnit } from '../../src/studies/study.ts';
import type { CurveSummary } from '../../src/studies/summarizeStudy.ts';

const FORMATS: Readonly<Record<ReadingUnit, string>> = {
  share: '~%',
  points: '+~%',
  times: '~r',
  count: '~s',
};

function toScale({ label, unit, scale }: CurveAxis, isX: boolean): Plot.ScaleOptions {
  const ticks = scale === 'log' ? 5 : undefined;
  return {
    label,
    type: scale === 'log' ? 'log' : 'linear',
    tickFormat: FORMATS[unit],
    ...(ticks === undefined ? {} : { ticks }),
    // Fewer weights to the right, as papers draw it.
    ...(isX && scale === 'log' ? { reverse: true } : {}),
    ...(isX ? { labelAnchor: 'center' as const } : { grid: true }),
  };
}

/** Names of the series beside the frame, in the order of their ends on the right. */
function drawLegend(names: readonly string[]): readonly Plot.Markish[] {
  return names.flatMap((series, index) => {
    const place = { frameAnchor: 'top-right' as const, dy: 18 * index + 8 };
    return [
      Plot.dot([{ series }], { ...place, dy: place.dy + 5, dx: 14, symbol: 'series', fill: 'series' }),
      Plot.text([{ series }], { ...place, dx: 24, text: 'series', textAnchor: 'start' }),
    ];
  });
}

/** A study's curve: the mean over its seeds, with a band from the least to the largest. */
export function drawStudyCurve({ curve, points }: CurveSummary): Plot.PlotOptions {
  const rows = points
    .map(({ series, x, y }) => ({ series, x, y: y.mean, low: y.min, high: y.max }))
    .toSorted((a, b) => a.x - b.x);
  const names = [...new Set(points.map(({ series }) => series))];
  const endOf = (name: string) => {
    const own = rows.filter(({ series }) => series === name);
    return (curve.x.scale === 'log' ? own[0] : own.at(-1))!.y;
  };
  return {
    height: 360,
    marginRight: 250,
    marginLeft: 64,
    x: toScale(curve.x, true),
    y: toScale(curve.y, false),
    color: { domain: names },
    symbol: { domain: names },
    marks: [
      Plot.areaY(rows, { x: 'x', y1: 'low', y2: 'high', fill: 'series', fillOpacity: 0.15 }),
      Plot.lineY(rows, { x: 'x', y: 'y', stroke: 'series' }),
      Plot.dot(rows, { x: 'x', y: 'y', fill: 'series', symbol: 'series' }),
      ...drawLegend(names.toSorted((one, other) => endOf(other) - endOf(one))),
    ],
  };
}
