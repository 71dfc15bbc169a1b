import { describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { computeReferenceNodes } from '../engine/referenceForward.ts';
import { channelGroups } from '../network/channelGroups.ts';
import { listWeights, sizeOf } from '../network/listWeights.ts';
import { PRESETS } from '../network/presets/presets.ts';
import type { NetworkSpec, Shape } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from './applyMasks.ts';
import { compact } from './compact.ts';
import { computePrune } from './computePrune.ts';
import { createPruner } from './createPruner.ts';
import { foldBatchNorm } from './foldBatchNorm.ts';
import type { PruneRequest } from './prune.ts';
import { createScaledWeights } from './testNets.ts';

/** Small, so that plain loops are fast, and not square, so that swapped axes show. */
const IMAGE: Shape = [12, 8, 1];
/** LeNet-5, which does not pad, needs more. */
const LARGER: Shape = [20, 16, 1];
const CLASSES = 5;
const TOLERANCE = 1e-4;

function computeLogits(spec: NetworkSpec, weights: Weights): Float64Array {
  const random = createRandom(7);
  const { shape } = spec.nodes[0] as { readonly shape: Shape };
  const image = Float64Array.from({ length: sizeOf(shape) }, () => random.uniform());
  return computeReferenceNodes(spec, weights, image).get(spec.nodes.at(-1)!.name)!.values;
}

function measureDifference(logits: Float64Array, expected: Float64Array): number {
  expect(logits).toHaveLength(expected.length);
  return Math.max(
    ...expected.map((logit, index) => Math.abs(logits[index]! - logit) / Math.max(1, Math.abs(logit))),
  );
}

const countValues = (weights: Weights) =>
  Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);

/** Compacts, folds what it can, and compares the logits of both with those of the masked network. */
function checkCompact(spec: NetworkSpec, weights: Weights, masks: Masks) {
  const expected = computeLogits(spec, applyMasks(weights, masks));
  const small = compact(spec, weights, masks);
  for (const { name, shape } of listWeights(small.spec)) {
    expect([name, small.weights[name]!.shape]).toEqual([name, shape]);
  }
  expect(measureDifference(computeLogits(small.spec, small.weights), expected)).toBeLessThanOrEqual(
    TOLERANCE,
  );
  const folded = foldBatchNorm(small.spec, small.weights, small.masks);
  if (folded.folded.length > 0) {
    expect(measureDifference(computeLogits(folded.spec, folded.weights), expected)).toBeLessThanOrEqual(
      TOLERANCE,
    );
  }
  // Logits that hardly differ from class to class would prove little.
  expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(1e-2);
  return small;
}

const FILTERS = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;
const STAGES = { criterion: 'l2', granularity: 'stage', scope: 'uniform' } as const;
const SINGLE = { criterion: 'magnitude', granularity: 'weight', scope: 'uniform' } as const;

const STEPS: readonly PruneRequest[] = [
  ...[0.3, 0.6, 0.9].map((sparsity) => ({ ...FILTERS, amount: { sparsity } })),
  ...[0.3, 0.6, 0.9].map((sparsity) => ({ ...STAGES, amount: { sparsity } })),
  { ...SINGLE, amount: { sparsity: 0.95 } },
];

const specs = new Map(
  PRESETS.map((preset) => [preset.id, preset.build(preset.id === 'lenet-5' ? LARGER : IMAGE, CLASSES)]),
);
const hasStages = (id: string) => channelGroups(specs.get(id)!).some(({ producers }) => producers.length > 1);

const CASES = PRESETS.flatMap(({ id }) =>
  STEPS.filter(({ granularity }) => granularity !== 'stage' || hasStages(id)).map(
    (step) => [id, `${step.granularity}s`, (step.amount as { sparsity: number }).sparsity, step] as const,
  ),
);

/** The last preset's weights, which the cases share. */
let drawn: { readonly id: string; readonly weights: Weights } | undefined;
function drawWeights(id: string): Weights {
  if (drawn?.id !== id) drawn = { id, weights: createScaledWeights(specs.get(id)!, 3) };
  return drawn.weights;
}

describe('compaction of the presets (METHODS §5, rule 1)', () => {
  it.each(CASES)('keeps the logits of %s with its %s pruned at %f', (id, _granularity, _sparsity, step) => {
    const spec = specs.get(id)!;
    const weights = drawWeights(id);
    const { masks, report } = computePrune(spec, weights, {}, step);
    const small = checkCompact(spec, weights, masks);
    if (step.granularity === 'weight') {
      // Neurons that nothing makes or reads any more.
      const dense = ['lenet', 'mlp', 'conv', 'alexnet'].some((name) => id.startsWith(name));
      if (dense) expect(small.removedChannels).toBeGreaterThan(100);
      return;
    }
    // Every channel that was pruned is gone, and no other; nothing is left of the masks.
    expect(small.removedChannels).toBe(report.layers.reduce((sum, { prunedUnits }) => sum + prunedUnits, 0));
    expect(small.masks).toEqual({});
    expect(countValues(small.weights)).toBeLessThan(countValues(weights));
  });

  it.each(PRESETS.map(({ id }) => id))(
    'keeps the logits of %s with filters that have lost their weights alone, which still put out a constant',
    (id) => {
      const spec = specs.get(id)!;
      const weights = drawWeights(id);
      const step: PruneRequest = { ...FILTERS, amount: { sparsity: 0.5 } };
      const { masks } = createPruner(spec, weights, {}, step).prune(step.amount, 'own');
      const removed = checkCompact(spec, weights, masks).removedChannels;
      // Padding and layers without a bias keep some.
      const pruned = computePrune(spec, weights, {}, step).report.layers;
      expect(removed).toBeGreaterThan(0);
      expect(removed).toBeLessThanOrEqual(pruned.reduce((sum, { prunedUnits }) => sum + prunedUnits, 0));
    },
  );
});
