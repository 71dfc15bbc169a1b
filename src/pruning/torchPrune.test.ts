import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convolution, dense, inputNode, relu, wire } from '../network/presets/parts.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { createPruner } from './createPruner.ts';
import type { PruneRequest } from './prune.ts';
import { createNormalWeights } from './testNets.ts';

/** What scripts/fixtures/torchPrune.py writes; values and masks row by row in PyTorch's axes. */
interface Fixture {
  readonly madeWith: string;
  readonly weights: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly values: number[] }>
  >;
  readonly cases: readonly {
    readonly method: 'l1' | 'global' | 'n1' | 'n2';
    readonly amount: number;
    readonly masks: Readonly<Record<string, string>>;
  }[];
}

const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/torchPrune.json'), 'utf8'),
) as Fixture;

const spec: NetworkSpec = {
  name: 'torch-prune',
  nodes: [
    inputNode([4, 4, 3]),
    ...wire('input', [
      convolution('conv', 4, 3),
      relu('relu1'),
      { kind: 'globalAvgPool', name: 'gap' },
      dense('fc', 5),
      relu('relu2'),
      dense('last', 2),
    ]),
  ],
};

/** For each place in our order the place in PyTorch's: [out, in, kh, kw] to [kh, kw, in, out], [out, in] to [in, out]. */
function listTorchPlaces([out, input, height = 1, width = 1]: readonly number[]): number[] {
  const places: number[] = [];
  for (let h = 0; h < height; h++) {
    for (let w = 0; w < width; w++) {
      for (let i = 0; i < input!; i++) {
        for (let o = 0; o < out!; o++) places.push(((o * input! + i) * height + h) * width + w);
      }
    }
  }
  return places;
}

const placesOf = (layer: string) => listTorchPlaces(fixture.weights[layer]!.shape);

const weights: Weights = {
  ...createNormalWeights(spec),
  'conv.weight': {
    shape: [3, 3, 3, 4],
    values: Float32Array.from(placesOf('conv'), (place) => fixture.weights.conv!.values[place]!),
  },
  'fc.weight': {
    shape: [4, 5],
    values: Float32Array.from(placesOf('fc'), (place) => fixture.weights.fc!.values[place]!),
  },
};

/** Our mask in PyTorch's order. */
function toTorch(masks: Masks, layer: string): string {
  const mask = masks[`${layer}.weight`]!;
  const text: number[] = [];
  for (const [ours, place] of placesOf(layer).entries()) text[place] = mask[ours]!;
  return text.join('');
}

const STEPS = {
  l1: { criterion: 'magnitude', granularity: 'weight', scope: 'uniform' },
  global: { criterion: 'magnitude', granularity: 'weight', scope: 'global' },
  n1: { criterion: 'l1', granularity: 'filter', scope: 'uniform' },
  n2: { criterion: 'l2', granularity: 'filter', scope: 'uniform' },
} as const;

describe('the masks of torch.nn.utils.prune', () => {
  it('come from the script that is said to make them', () => {
    expect(fixture.madeWith).toMatch(/^scripts\/fixtures\/torchPrune\.py, PyTorch \d/);
    expect(fixture.cases).toHaveLength(2 * 5 + 2 * (3 + 4));
  });

  it.each(
    fixture.cases.map(
      (entry) => [entry.method, Object.keys(entry.masks).join(' and '), entry.amount, entry] as const,
    ),
  )('are ours: %s of %s at %f', (method, _, amount, { masks: expected }) => {
    const step: PruneRequest = {
      ...STEPS[method],
      amount: { sparsity: amount },
      layers: Object.keys(expected),
    };
    // PyTorch prunes what makes a channel and leaves what reads it.
    const { masks } = createPruner(spec, weights, {}, step).prune(step.amount, 'own');
    for (const [layer, mask] of Object.entries(expected)) expect(toTorch(masks, layer)).toBe(mask);
  });
});
