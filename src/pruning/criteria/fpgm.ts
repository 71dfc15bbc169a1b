import type { OwnValues } from '../units.ts';
import type { Criterion } from './criterion.ts';
import { CHANNELS } from './scores.ts';

/** The weights of each unit of a part in their order, pruned ones 0; undefined for units of which none is kept. */
function gatherVectors(
  { values, mask, unitOf }: OwnValues,
  units: number,
): readonly (Float64Array | undefined)[] {
  const vectors = Array.from({ length: units }, (): number[] => []);
  const kept = new Uint8Array(units);
  for (let index = 0; index < values.length; index++) {
    const unit = unitOf[index]!;
    if (unit < 0) continue;
    const isKept = !mask || mask[index] === 1;
    if (isKept) kept[unit] = 1;
    vectors[unit]!.push(isKept ? values[index]! : 0);
  }
  return vectors.map((vector, unit) => (kept[unit] ? Float64Array.from(vector) : undefined));
}

/** Euclidean distance; of joined channels one may have more places in a layer than another, whose missing values are 0. */
function measureDistance(a: Float64Array, b: Float64Array): number {
  const length = Math.max(a.length, b.length);
  let sum = 0;
  for (let index = 0; index < length; index++) sum += ((a[index] ?? 0) - (b[index] ?? 0)) ** 2;
  return Math.sqrt(sum);
}

/**
 * Σ_j ‖F_i − F_j‖₂ over the filters that are kept: those nearest to all others can be replaced by them (He et al.
 * 2019, eq. 4). On raw weights; of coupled layers the sums are added.
 */
export const FPGM: Criterion = {
  id: 'fpgm',
  paper: {
    title: 'Filter Pruning via Geometric Median for Deep Convolutional Neural Networks Acceleration',
    url: 'https://arxiv.org/abs/1811.00250',
    year: 2019,
  },
  needs: ['weights'],
  granularities: CHANNELS,
  thresholds: [],
  compute: ({ units, own }) => {
    const scores = new Float64Array(units);
    for (const part of own) {
      const vectors = gatherVectors(part, units);
      for (let i = 0; i < units; i++) {
        for (let j = i + 1; j < units; j++) {
          const [a, b] = [vectors[i], vectors[j]];
          if (!a || !b) continue;
          const distance = measureDistance(a, b);
          scores[i] = scores[i]! + distance;
          scores[j] = scores[j]! + distance;
        }
      }
    }
    return scores;
  },
};
