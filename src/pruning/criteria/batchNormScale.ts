import type { Criterion } from './criterion.ts';
import { addTerms, CHANNELS } from './scores.ts';

/** |γ| of the batch normalisation behind each channel; of several in a coupled group the sum (Liu et al. 2017, §3). */
export const BATCH_NORM_SCALE: Criterion = {
  id: 'batchNormScale',
  paper: {
    title: 'Learning Efficient Convolutional Networks through Network Slimming',
    url: 'https://arxiv.org/abs/1708.06519',
    year: 2017,
  },
  needs: ['weights', 'batchNorm'],
  granularities: CHANNELS,
  thresholds: [],
  compute: ({ units, scales }) => {
    const scores = new Float64Array(units);
    for (const part of scales) addTerms(scores, part, Math.abs);
    return scores;
  },
};
