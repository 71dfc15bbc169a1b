import type { Criterion } from './criterion.ts';
import { CHANNELS, sumWithStatistic } from './scores.ts';

/**
 * Σ θ · (H g): the paper scores −θ ⊙ H g and removes the highest, so that the flow of gradients is kept (Wang et al.
 * 2020, eq. 8). Meant for a network before training.
 */
export const GRASP: Criterion = {
  id: 'grasp',
  paper: {
    title: 'Picking Winning Tickets Before Training by Preserving Gradient Flow',
    url: 'https://arxiv.org/abs/2002.07376',
    year: 2020,
  },
  needs: ['weights', 'hessianGradients'],
  granularities: ['weight', ...CHANNELS],
  thresholds: [],
  atStart: true,
  compute: (context) => sumWithStatistic(context, 'hessianGradients', (value, product) => value * product),
};
