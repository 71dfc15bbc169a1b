import type { Criterion } from './criterion.ts';
import { CHANNELS, readUnits } from './scores.ts';

/** KL(p′ ‖ p) of the predictions without the unit and with it, mean over a small set of images (Luo & Wu 2020, eq. 3). */
export const KL: Criterion = {
  id: 'kl',
  paper: {
    title: 'Neural Network Pruning with Residual-Connections and Limited-Data',
    url: 'https://arxiv.org/abs/1911.08114',
    year: 2020,
  },
  needs: ['divergence'],
  granularities: CHANNELS,
  thresholds: [],
  compute: (context) => readUnits(context, 'divergence'),
};
