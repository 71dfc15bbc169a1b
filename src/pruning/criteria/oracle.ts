import type { Criterion } from './criterion.ts';
import { CHANNELS, readUnits } from './scores.ts';

/** The measured change of the loss when the unit alone goes: what all others estimate (Molchanov et al. 2017, §3). */
export const ORACLE: Criterion = {
  id: 'oracle',
  paper: {
    title: 'Pruning Convolutional Neural Networks for Resource Efficient Inference',
    url: 'https://arxiv.org/abs/1611.06440',
    year: 2017,
  },
  needs: ['lossChange'],
  granularities: CHANNELS,
  thresholds: [],
  compute: (context) => readUnits(context, 'lossChange'),
};
