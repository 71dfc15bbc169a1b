import { describe, expect, it } from 'vitest';
import { type PreviewResult, type PrunableLayer, stepSchema } from '../../../src/index.ts';
import { sharesOf, toSharesStep } from './shares.ts';

const LAYERS = [
  { layer: 'conv1', layers: ['conv1', 'conv3'], units: 10 },
  { layer: 'fc1', layers: ['fc1'], units: 100 },
] as unknown as readonly PrunableLayer[];
const CHOICE = { granularity: 'filter', criterion: 'l1' } as const;
const draft = (part: object) => stepSchema.parse({ kind: 'prune', ...CHOICE, ...part });
const preview = (units: number) =>
  ({
    report: { layers: [{ layer: 'conv1', units, prunedUnits: 4 }] },
  }) as unknown as PreviewResult;

describe('sharesOf', () => {
  it('reads the shares that a step names, by any of the layers that go together', () => {
    const step = draft({ scope: 'perLayer', amount: { perLayer: { conv3: 0.3 } } });
    expect(sharesOf(step, CHOICE, LAYERS, null)).toEqual({ conv1: 0.3, fc1: 0 });
    const some = draft({ amount: { sparsity: 0.5 }, layers: ['fc1'] });
    expect(sharesOf(some, CHOICE, LAYERS, null)).toEqual({ conv1: 0, fc1: 0.5 });
  });

  it('takes what a preview worked out, but none of other units', () => {
    const step = draft({ scope: 'budget', amount: { keptWeights: 0.5 } });
    expect(sharesOf(step, CHOICE, LAYERS, preview(10))).toEqual({ conv1: 0.4, fc1: 0 });
    expect(sharesOf(step, CHOICE, LAYERS, preview(250))).toBeUndefined();
    expect(sharesOf(step, CHOICE, LAYERS, null)).toBeUndefined();
  });

  it('knows nothing of a step on other units', () => {
    const step = draft({ amount: { sparsity: 0.5 } });
    expect(sharesOf(step, { ...CHOICE, granularity: 'weight' }, LAYERS, null)).toBeUndefined();
  });
});

describe('toSharesStep', () => {
  it('rounds to hundredths of a percent', () => {
    expect(toSharesStep(CHOICE, { conv1: 1 / 3 }).amount).toEqual({ perLayer: { conv1: 0.3333 } });
  });
});
