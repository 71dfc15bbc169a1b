import type { Criterion } from './criterion.ts';
import { CHANNELS, sumWithStatistic } from './scores.ts';

/** Σ θ ⊙ ∂R/∂θ of the synaptic flow R = 1ᵀ Π|θ| 1, which needs no data (Tanaka et al. 2020, eq. 1 and 2). */
export const SYNFLOW: Criterion = {
  id: 'synflow',
  paper: {
    title: 'Pruning neural networks without any data by iteratively conserving synaptic flow',
    url: 'https://arxiv.org/abs/2006.05467',
    year: 2020,
  },
  needs: ['weights', 'synapticFlow'],
  granularities: ['weight', ...CHANNELS],
  thresholds: [],
  atStart: true,
  compute: (context) => sumWithStatistic(context, 'synapticFlow', (_value, score) => score),
};
