import type { Criterion } from './criterion.ts';
import { CHANNELS, sumWithStatistic } from './scores.ts';

/**
 * Σ |w · ∂L/∂w|, the loss's sensitivity to each connection, meant for a network before training (Lee et al. 2019,
 * eq. 6). Its division by the sum over all weights changes no order and is left out.
 */
export const SNIP: Criterion = {
  id: 'snip',
  paper: {
    title: 'SNIP: Single-shot Network Pruning based on Connection Sensitivity',
    url: 'https://arxiv.org/abs/1810.02340',
    year: 2019,
  },
  needs: ['weights', 'gradients'],
  granularities: ['weight', ...CHANNELS],
  thresholds: [],
  atStart: true,
  compute: (context) =>
    sumWithStatistic(context, 'gradients', (value, gradient) => Math.abs(value * gradient)),
};
