import { createRandom, deriveSeed } from '../../base/random.ts';
import type { Criterion } from './criterion.ts';
import { CHANNELS, SINGLE, WITHIN_LAYERS } from './scores.ts';

/** A seeded draw for each unit: the control that every criterion has to beat (Blalock et al. 2020, §6). */
export const RANDOM: Criterion = {
  id: 'random',
  paper: {
    title: 'What is the State of Neural Network Pruning?',
    url: 'https://arxiv.org/abs/2003.03033',
    year: 2020,
  },
  needs: ['weights', 'seed'],
  granularities: [...SINGLE, ...WITHIN_LAYERS, ...CHANNELS],
  thresholds: [],
  compute: ({ layer, units, statistics }) => {
    const random = createRandom(deriveSeed(statistics.seed ?? 0, 'random criterion', layer));
    return Float64Array.from({ length: units }, () => random.uniform());
  },
};
