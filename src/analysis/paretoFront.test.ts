import { describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { computePareto, type ParetoSnapshot, paretoFront } from './paretoFront.ts';

interface Point {
  readonly gain: number;
  readonly cost: number;
}

const AXES = { maximize: ({ gain }: Point) => gain, minimize: ({ cost }: Point) => cost };
const dominates = (a: Point, b: Point) =>
  a.gain >= b.gain && a.cost <= b.cost && (a.gain > b.gain || a.cost < b.cost);

describe('paretoFront', () => {
  it('keeps equal points together and drops what is as dear but worse, or as good but dearer', () => {
    const points = [
      { gain: 3, cost: 5 },
      { gain: 1, cost: 1 },
      { gain: 2, cost: 5 },
      { gain: 3, cost: 6 },
      { gain: 3, cost: 5 },
      { gain: 0, cost: 1 },
    ];
    expect(paretoFront(points, AXES)).toEqual([points[1], points[0], points[4]]);
    expect(paretoFront([], AXES)).toEqual([]);
    expect(paretoFront([{ gain: Number.NaN, cost: 0 }, points[1]!], AXES)).toEqual([points[1]]);
  });

  it('is all that nothing dominates, and dominates the rest, whatever the order of the points', () => {
    const random = createRandom(9);
    for (let round = 0; round < 200; round++) {
      const points = Array.from({ length: 1 + random.integer(30) }, () => ({
        gain: random.integer(8),
        cost: random.integer(8),
      }));
      const front = paretoFront(points, AXES);
      expect(new Set(front)).toEqual(
        new Set(points.filter((point) => !points.some((other) => dominates(other, point)))),
      );
      for (const point of points) {
        if (front.includes(point)) continue;
        expect(front.some((member) => dominates(member, point))).toBe(true);
      }
      const costs = front.map(({ cost }) => cost);
      expect(costs).toEqual([...costs].sort((a, b) => a - b));
      const values = (members: readonly Point[]) => members.map(({ gain, cost }) => `${gain} ${cost}`);
      expect(values(paretoFront(points.toReversed(), AXES))).toEqual(values(front));
    }
  });
});

const START: ParetoSnapshot = {
  name: 'start',
  accuracy: 0.9,
  keptWeights: 1000,
  params: 1100,
  effectiveMacs: 8000,
  macs: 8000,
  bytes: { dense: 4400, csr: 8000 },
};

describe('computePareto', () => {
  const pruned = {
    ...START,
    name: 'pruned',
    accuracy: 0.7,
    keptWeights: 250,
    effectiveMacs: 4000,
    bytes: { dense: 4400, csr: 2100 },
  };
  const tuned = { ...pruned, name: 'tuned', accuracy: 0.92 };
  const compacted = {
    ...tuned,
    name: 'compacted',
    params: 275,
    macs: 4000,
    bytes: { dense: 1100, csr: 2000 },
  };

  it('names the snapshots on the front of each cost', () => {
    const { curves } = computePareto([START, pruned, tuned, compacted]);
    expect(Object.fromEntries(curves.map(({ cost, names }) => [cost, names]))).toEqual({
      keptWeights: ['tuned', 'compacted'],
      params: ['compacted'],
      effectiveMacs: ['tuned', 'compacted'],
      macs: ['compacted'],
      'bytes.dense': ['compacted'],
      'bytes.csr': ['compacted'],
    });
    const noGain = computePareto([START, pruned]).curves;
    expect(noGain[0]).toEqual({ cost: 'keptWeights', names: ['pruned', 'start'] });
    expect(noGain[1]).toEqual({ cost: 'params', names: ['start'] });
  });

  it('gives compression and speed-up against the first snapshot, of masks and of shapes', () => {
    const { ratios } = computePareto([START, tuned, compacted, { ...tuned, name: 'empty', keptWeights: 0 }]);
    expect(ratios.map(({ name, ...values }) => Object.values(values))).toEqual([
      [1, 1, 1, 1],
      [4, 2, 1, 1],
      [4, 2, 4, 2],
      [null, 2, 1, 1],
    ]);
    expect(Object.keys(ratios[0]!).slice(1)).toEqual([
      'compressionRatio',
      'theoreticalSpeedup',
      'denseCompressionRatio',
      'denseSpeedup',
    ]);
    expect(computePareto([])).toEqual({ curves: [], ratios: [] });
  });
});
