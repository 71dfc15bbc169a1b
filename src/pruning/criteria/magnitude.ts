import type { Criterion } from './criterion.ts';

/** |w| of each weight (Han et al. 2015, §3). */
export const MAGNITUDE: Criterion = {
  id: 'magnitude',
  paper: {
    title: 'Learning both Weights and Connections for Efficient Neural Networks',
    url: 'https://arxiv.org/abs/1506.02626',
    year: 2015,
  },
  needs: ['weights'],
  granularities: ['weight'],
  amounts: ['sparsity', 'ofRemaining', 'thresholdSigma', 'threshold'],
  compute: ({ weight: { values } }) => {
    // A plain loop: this runs on every move of a slider.
    const magnitudes = new Float64Array(values.length);
    for (let index = 0; index < values.length; index++) magnitudes[index] = Math.abs(values[index]!);
    return magnitudes;
  },
};
