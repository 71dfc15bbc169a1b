import type { Criterion } from './criterion.ts';
import { CHANNELS, sumWeights, WITHIN_LAYERS } from './scores.ts';

/** Σ|w| over the kept weights of each unit; coupled layers added (Li et al. 2017, §3.1). */
export const L1: Criterion = {
  id: 'l1',
  paper: {
    title: 'Pruning Filters for Efficient ConvNets',
    url: 'https://arxiv.org/abs/1608.08710',
    year: 2017,
  },
  needs: ['weights'],
  granularities: [...WITHIN_LAYERS, ...CHANNELS],
  thresholds: [],
  compute: (context) => sumWeights(context, Math.abs),
};
