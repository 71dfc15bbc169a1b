import type { Criterion } from './criterion.ts';
import { CHANNELS, SINGLE, sumWithStatistic, WITHIN_LAYERS } from './scores.ts';

/** Σ (w · ∂L/∂w)²: first-order estimate of the squared change of the loss, a unit's weights summed as in the authors' code (Molchanov et al. 2019, §3.1). */
export const TAYLOR_WEIGHT: Criterion = {
  id: 'taylorWeight',
  paper: {
    title: 'Importance Estimation for Neural Network Pruning',
    url: 'https://arxiv.org/abs/1906.10771',
    year: 2019,
  },
  needs: ['weights', 'gradients'],
  granularities: [...SINGLE, ...WITHIN_LAYERS, ...CHANNELS],
  thresholds: [],
  compute: (context) => sumWithStatistic(context, 'gradients', (value, gradient) => (value * gradient) ** 2),
};
