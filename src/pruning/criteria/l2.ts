import type { Criterion } from './criterion.ts';
import { CHANNELS, sumWeights, WITHIN_LAYERS } from './scores.ts';

/** √Σw² over the kept weights of each unit, coupled layers together (He et al. 2018, eq. 2 with p = 2). */
export const L2: Criterion = {
  id: 'l2',
  paper: {
    title: 'Soft Filter Pruning for Accelerating Deep Convolutional Neural Networks',
    url: 'https://arxiv.org/abs/1808.06866',
    year: 2018,
  },
  needs: ['weights'],
  granularities: [...WITHIN_LAYERS, ...CHANNELS],
  thresholds: [],
  compute: (context) => sumWeights(context, (value) => value * value).map(Math.sqrt),
};
