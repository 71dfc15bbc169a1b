import type { Criterion } from './criterion.ts';

/** Σ|w| over the kept weights of each filter, or of each neuron's inputs (Li et al. 2017, §3.1). */
export const L1: Criterion = {
  id: 'l1',
  paper: {
    title: 'Pruning Filters for Efficient ConvNets',
    url: 'https://arxiv.org/abs/1608.08710',
    year: 2017,
  },
  needs: ['weights'],
  granularities: ['filter'],
  amounts: ['sparsity', 'ofRemaining'],
  compute: ({ weight: { shape, values }, mask }) => {
    // The output channel is the last axis of every weight.
    const channels = shape.at(-1)!;
    const norms = new Float64Array(channels);
    for (let index = 0; index < values.length; index++) {
      if (mask && mask[index] === 0) continue;
      norms[index % channels] = norms[index % channels]! + Math.abs(values[index]!);
    }
    return norms;
  },
};
