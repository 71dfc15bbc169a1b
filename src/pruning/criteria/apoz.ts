import type { Criterion } from './criterion.ts';
import { averageActivations, CHANNELS } from './scores.ts';

/** −APoZ of each channel: one that is often 0 matters little (Hu et al. 2016, eq. 1). */
export const APOZ: Criterion = {
  id: 'apoz',
  paper: {
    title: 'Network Trimming: A Data-Driven Neuron Pruning Approach towards Efficient Deep Architectures',
    url: 'https://arxiv.org/abs/1607.03250',
    year: 2016,
  },
  needs: ['apoz'],
  granularities: CHANNELS,
  thresholds: ['apozSigma', 'apoz'],
  compute: (context) => averageActivations(context, 'apoz').map((share) => -share),
};
