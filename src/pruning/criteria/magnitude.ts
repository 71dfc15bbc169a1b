import type { Criterion } from './criterion.ts';
import { SINGLE, sumWeights } from './scores.ts';

/** |w| of each weight (Han et al. 2015, §3); with the amount `thresholdSigma` Han's q · σ (§4). */
export const MAGNITUDE: Criterion = {
  id: 'magnitude',
  paper: {
    title: 'Learning both Weights and Connections for Efficient Neural Networks',
    url: 'https://arxiv.org/abs/1506.02626',
    year: 2015,
  },
  needs: ['weights'],
  granularities: SINGLE,
  thresholds: ['thresholdSigma', 'threshold'],
  compute: (context) => sumWeights(context, Math.abs),
};
