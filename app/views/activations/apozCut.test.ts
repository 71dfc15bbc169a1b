import { describe, expect, it } from 'vitest';
import { stepSchema } from '../../../src/index.ts';
import { sigmasOfDraft, toSigmas } from './apozCut.ts';

const APOZ = { layer: 'fc1', node: 'relu3', images: 10, apoz: [0.2, 0.6], mean: 0.4, standardDeviation: 0.2 };
const draft = (amount: object, rest: object = {}) =>
  stepSchema.parse({ kind: 'prune', criterion: 'apoz', granularity: 'filter', amount, ...rest });

describe('toSigmas', () => {
  it('measures from the mean and stays within what a recipe allows', () => {
    expect(toSigmas(APOZ, 0.7)).toBeCloseTo(1.5, 12);
    expect(toSigmas({ mean: 0.5, standardDeviation: 0.01 }, 1)).toBe(5);
    expect(toSigmas({ mean: 0.5, standardDeviation: 0.01 }, 0)).toBe(-5);
  });

  it('stays at mean + 1σ where all channels are alike', () => {
    expect(toSigmas({ mean: 0.5, standardDeviation: 0 }, 0.9)).toBe(1);
  });
});

describe('sigmasOfDraft', () => {
  it('follows a step that cuts this layer by APoZ', () => {
    expect(sigmasOfDraft(draft({ apozSigma: -0.5 }), APOZ)).toBe(-0.5);
    expect(sigmasOfDraft(draft({ apoz: 0.8 }, { layers: ['fc1'] }), APOZ)).toBeCloseTo(2, 12);
  });

  it('is mean + 1σ for any other step', () => {
    expect(sigmasOfDraft(draft({ apozSigma: 2 }, { layers: ['conv1'] }), APOZ)).toBe(1);
    expect(sigmasOfDraft(draft({ sparsity: 0.5 }, { criterion: 'l1' }), APOZ)).toBe(1);
  });
});
