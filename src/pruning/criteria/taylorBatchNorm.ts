import type { Criterion } from './criterion.ts';
import { addTerms, CHANNELS, requireEntry, requireStatistic } from './scores.ts';

/** (γ · ∂L/∂γ + β · ∂L/∂β)² of the batch normalisation behind each channel (Molchanov et al. 2019, §3.2). */
export const TAYLOR_BATCH_NORM: Criterion = {
  id: 'taylorBatchNorm',
  paper: {
    title: 'Importance Estimation for Neural Network Pruning',
    url: 'https://arxiv.org/abs/1906.10771',
    year: 2019,
  },
  needs: ['weights', 'batchNorm', 'gradients'],
  granularities: CHANNELS,
  thresholds: [],
  compute: ({ units, scales, shifts, statistics }) => {
    const gradients = requireStatistic(statistics, 'gradients');
    const scores = new Float64Array(units);
    for (const [index, scale] of scales.entries()) {
      const changes = new Float64Array(units);
      for (const part of [scale, shifts[index]!]) {
        const gradient = requireEntry(gradients, part.weight);
        addTerms(changes, part, (value, at) => value * gradient[at]!);
      }
      for (const [unit, change] of changes.entries()) scores[unit] = scores[unit]! + change ** 2;
    }
    return scores;
  },
};
