import type { Criterion } from './criterion.ts';
import { CHANNELS, sumWeights } from './scores.ts';

/**
 * w² over the sum of all w² of the layer that are not smaller, so that layers can be compared (Lee et al. 2021, eq. 4).
 *
 * Of a unit of several weights w² is the sum of theirs. Among equal ones those of lower index come first.
 */
export const LAMP: Criterion = {
  id: 'lamp',
  paper: {
    title: 'Layer-adaptive Sparsity for the Magnitude-based Pruning',
    url: 'https://arxiv.org/abs/2010.07611',
    year: 2021,
  },
  needs: ['weights'],
  granularities: ['weight', ...CHANNELS],
  thresholds: [],
  compute: (context) => {
    const squares = sumWeights(context, (value) => value * value);
    // Sorted by value with the index beside it; a stable sort of indices keeps lower ones first.
    const order = Uint32Array.from(squares.keys()).sort((a, b) => squares[a]! - squares[b]! || a - b);
    const scores = new Float64Array(squares.length);
    let rest = 0;
    for (let place = order.length - 1; place >= 0; place--) {
      const unit = order[place]!;
      rest += squares[unit]!;
      scores[unit] = rest === 0 ? 0 : squares[unit]! / rest;
    }
    return scores;
  },
};
