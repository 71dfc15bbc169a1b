import type { Criterion } from './criterion.ts';
import { averageActivations, CHANNELS } from './scores.ts';

/** Mean output of each channel behind its activation (Molchanov et al. 2017, §2.2, "mean activation"). */
export const MEAN_ACTIVATION: Criterion = {
  id: 'meanActivation',
  paper: {
    title: 'Pruning Convolutional Neural Networks for Resource Efficient Inference',
    url: 'https://arxiv.org/abs/1611.06440',
    year: 2017,
  },
  needs: ['meanActivation'],
  granularities: CHANNELS,
  thresholds: [],
  compute: (context) => averageActivations(context, 'meanActivation'),
};
