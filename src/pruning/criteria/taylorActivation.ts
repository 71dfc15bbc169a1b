import type { Paper } from '../../network/paper.ts';
import type { Criterion } from './criterion.ts';
import { averageActivations, CHANNELS } from './scores.ts';

const PAPER: Paper = {
  title: 'Pruning Convolutional Neural Networks for Resource Efficient Inference',
  url: 'https://arxiv.org/abs/1611.06440',
  year: 2017,
};

/** Over the layer's l2 norm, so that layers can be compared (Molchanov et al. 2017, eq. 9). */
function normalize(channels: Float64Array): Float64Array {
  const norm = Math.sqrt(channels.reduce((sum, value) => sum + value * value, 0)) + 1e-8;
  return channels.map((value) => value / norm);
}

/** |mean over positions of a · ∂ℓ/∂a|, mean over images, by the layer's norm (Molchanov et al. 2017, eq. 8 and 9). */
export const TAYLOR_ACTIVATION: Criterion = {
  id: 'taylorActivation',
  paper: PAPER,
  needs: ['taylor'],
  granularities: CHANNELS,
  thresholds: [],
  compute: (context) => averageActivations(context, 'taylor', normalize),
};

/** As `taylorActivation` with the absolute value inside the mean over positions, as its authors' later code has it. */
export const TAYLOR_ACTIVATION_ABS: Criterion = {
  id: 'taylorActivationAbs',
  paper: PAPER,
  needs: ['taylorAbs'],
  granularities: CHANNELS,
  thresholds: [],
  compute: (context) => averageActivations(context, 'taylorAbs', normalize),
};
