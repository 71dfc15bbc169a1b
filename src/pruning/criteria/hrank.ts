import type { Criterion } from './criterion.ts';
import { averageActivations, CHANNELS } from './scores.ts';

/** Mean rank of each channel's feature map over images (Lin et al. 2020, eq. 5). */
export const HRANK: Criterion = {
  id: 'hrank',
  paper: {
    title: 'HRank: Filter Pruning using High-Rank Feature Map',
    url: 'https://arxiv.org/abs/2002.10179',
    year: 2020,
  },
  needs: ['rank'],
  granularities: CHANNELS,
  thresholds: [],
  compute: (context) => averageActivations(context, 'rank'),
};
