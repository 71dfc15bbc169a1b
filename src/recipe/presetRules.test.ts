import { beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { createTinySplit, TINY_OPTIONS } from '../engine/testNets.ts';
import { initializeWeights } from '../network/initializeWeights.ts';
import { PRESETS } from '../network/presets/presets.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { compact } from '../pruning/compact.ts';
import { computePrune } from '../pruning/computePrune.ts';

const COUNT = 8;
const SIZE = 28 * 28;
const images = {
  count: COUNT,
  pixels: Uint8Array.from({ length: COUNT * SIZE }, (_, at) => (at * 37 + (at >> 7) * 91) % 256),
  labels: Uint8Array.from({ length: COUNT }, (_, at) => at % 10),
};

/** Two steps with momentum and decay, which would bring pruned weights back if masks did not hold. */
const TRAINING = {
  ...TINY_OPTIONS,
  batchSize: COUNT,
  steps: 2,
  optimizer: { ...TINY_OPTIONS.optimizer, kind: 'momentum', weightDecay: 0.01 },
  learningRate: 0.001,
} as const;

/** Pruned weights that are not 0. */
function countRevived(weights: Weights, masks: Masks): number {
  let revived = 0;
  for (const [name, mask] of Object.entries(masks)) {
    const { values } = weights[name]!;
    for (let index = 0; index < mask.length; index++) if (!mask[index] && values[index] !== 0) revived++;
  }
  return revived;
}

describe('every preset, trained for two steps', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    return () => engine.dispose();
  });

  it.each(PRESETS.map(({ id }) => id))(
    'keeps what is pruned at exactly 0, and the logits when compacted: %s',
    async (id) => {
      const spec = PRESETS.find((preset) => preset.id === id)!.build();
      const start = initializeWeights(spec, 1);
      const filters = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;
      const { masks, report } = computePrune(spec, start, {}, { ...filters, amount: { sparsity: 0.4 } });
      for (const { units, prunedUnits } of report.layers) expect(prunedUnits).toBe(Math.round(0.4 * units));

      const model = engine.createModel(spec, start, masks);
      await engine.train(model, createTinySplit(images, SIZE), TRAINING);
      const trained = await model.readWeights();
      expect(countRevived(trained, masks)).toBe(0);
      const logits = await engine.predict(model, images);
      model.dispose();

      const small = compact(spec, trained, masks);
      const pruned = report.layers.reduce((sum, { prunedUnits }) => sum + prunedUnits, 0);
      expect(small.removedChannels).toBeGreaterThanOrEqual(pruned);
      const compacted = engine.createModel(small.spec, small.weights, small.masks);
      const after = await engine.predict(compacted, images);
      compacted.dispose();
      for (const [index, logit] of logits.entries()) {
        expect(Math.abs(after[index]! - logit)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(logit)));
      }
    },
    30_000,
  );
});
