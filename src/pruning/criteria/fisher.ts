import type { Criterion } from './criterion.ts';
import { CHANNELS, SINGLE, sumWithStatistic, WITHIN_LAYERS } from './scores.ts';

/**
 * Σ w² · mean over images of (∂ℓ/∂w)², the diagonal of the empirical Fisher information in place of the Hessian's
 * (Theis et al. 2018, eq. 5, without the factor ½).
 */
export const FISHER: Criterion = {
  id: 'fisher',
  paper: {
    title: 'Faster gaze prediction with dense networks and Fisher pruning',
    url: 'https://arxiv.org/abs/1801.05787',
    year: 2018,
  },
  needs: ['weights', 'squaredGradients'],
  granularities: [...SINGLE, ...WITHIN_LAYERS, ...CHANNELS],
  thresholds: [],
  compute: (context) =>
    sumWithStatistic(context, 'squaredGradients', (value, square) => value * value * square),
};
