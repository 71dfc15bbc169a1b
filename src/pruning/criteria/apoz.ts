import { AppError } from '../../base/errors.ts';
import type { Criterion } from './criterion.ts';

/** −APoZ of each channel: one that is often 0 matters little (Hu et al. 2016). */
export const APOZ: Criterion = {
  id: 'apoz',
  paper: {
    title: 'Network Trimming: A Data-Driven Neuron Pruning Approach towards Efficient Deep Architectures',
    url: 'https://arxiv.org/abs/1607.03250',
    year: 2016,
  },
  needs: ['activations'],
  granularities: ['filter'],
  amounts: ['sparsity', 'ofRemaining', 'apozSigma', 'apoz'],
  compute: ({ apoz }) => {
    if (!apoz) throw new AppError('unexpected', 'apoz was not measured before pruning by it');
    return apoz.map((share) => -share);
  },
};
