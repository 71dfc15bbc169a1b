import { describe, expect, it } from 'vitest';
import type { GradientHistogram } from '../../../src/index.ts';
import {
  chooseFirstThreshold,
  computeNetShareBelow,
  findShownBins,
  GRADIENT_EDGES,
  toMagnitudes,
} from './gradientBins.ts';

/** `filled` counts by bin; bin 60 begins at 10⁻⁴. */
function layer(filled: Record<number, number>, zeros = 0): GradientHistogram {
  const counts = Array.from({ length: GRADIENT_EDGES.length - 1 }, (_, bin) => filled[bin] ?? 0);
  const weights = zeros + counts.reduce((sum, count) => sum + count, 0);
  return { layer: 'fc1', weights, zeros, below: 0, above: 0, counts, meanAbsolute: 0, rootMeanSquare: 0 };
}

describe('gradient bins of several layers', () => {
  const layers = [layer({ 60: 60, 70: 30 }), layer({ 65: 5 }, 5)];

  it('span what any of them holds', () => {
    expect(findShownBins(layers)).toEqual([60, 71]);
    const shown = toMagnitudes(layers[1]!, [60, 71]);
    expect(shown.edges).toHaveLength(12);
    expect(shown.edges[0]).toBeCloseTo(1e-4, 12);
    expect(shown).toMatchObject({ zeros: 5 });
  });

  it('weigh each layer by its weights', () => {
    expect(computeNetShareBelow(layers, 10 ** -3.5)).toBeCloseTo(65 / 100, 9);
    expect(computeNetShareBelow([], 1)).toBe(0);
  });

  it('begin at the threshold that holds back nine tenths', () => {
    expect(chooseFirstThreshold([layer({ 60: 90, 70: 10 })])).toBeCloseTo(10 ** -3.9, 9);
  });
});
