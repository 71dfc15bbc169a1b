import { describe, expect, it } from 'vitest';
import { toSpread } from '../../src/analysis/summarizeSeeds.ts';
import type { CurveSummary } from '../../src/studies/summarizeStudy.ts';
import { drawStudyCurve } from './studies.ts';
import { toSvg } from './toSvg.ts';

const summary: CurveSummary = {
  curve: {
    id: 'curve',
    label: 'A curve',
    x: { label: 'kept weights', unit: 'share', scale: 'log' },
    y: { label: 'accuracy', unit: 'share' },
    read: () => [],
  },
  points: [
    { series: 'rewound', x: 1, y: toSpread([0.98, 0.982]) },
    { series: 'rewound', x: 0.1, y: toSpread([0.97, 0.974]) },
    { series: 'reinitialised', x: 0.1, y: toSpread([0.95, 0.96]) },
  ],
};

describe('drawStudyCurve', () => {
  const svg = toSvg(drawStudyCurve(summary));

  it('names every series and both axes', () => {
    for (const word of ['rewound', 'reinitialised', 'kept weights', 'accuracy']) expect(svg).toContain(word);
  });

  it('names first what ends highest', () => {
    expect(svg.indexOf('>rewound<')).toBeLessThan(svg.indexOf('>reinitialised<'));
  });

  it('has a mark for every point, and no place that is not a number', () => {
    expect(svg).not.toContain('NaN');
    const groups = [...svg.matchAll(/<g aria-label="dot"[^>]*>(.*?)<\/g>/gs)].map(([, inner]) => inner!);
    // One group for the points, and one for each name of the legend.
    expect(groups.map((inner) => inner.match(/<path /g)?.length)).toEqual([3, 1, 1]);
  });
});
