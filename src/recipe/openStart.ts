import { computeCost } from '../analysis/cost.ts';
import type { RunOptions } from '../engine/engine.ts';
import { parseSafetensors } from '../formats/safetensors.ts';
import { fromTorchWeights } from '../formats/torchLayout.ts';
import { initializeWeights } from '../network/initializeWeights.ts';
import { deriveStepSeed } from './deriveStepSeed.ts';
import { measureAccuracy } from './measureAccuracy.ts';
import { resolveNetwork } from './resolveNetwork.ts';
import type { RunContext } from './runContext.ts';
import { type Recipe, START_NAME } from './schema.ts';
import type { Snapshot } from './snapshot.ts';

export interface OpenStartRun extends RunOptions {
  /** The bytes of the recipe's weights file; seeded fresh weights where absent. */
  readonly weightBytes?: Uint8Array | undefined;
  /** Test images to evaluate on at first; all of the recipe's where absent. */
  readonly images?: number;
}

/**
 * The snapshot before the first step: the recipe's network with weights from a file or fresh ones, evaluated.
 *
 * Throws `preset-unknown`, `invalid-network` where network and data set do not fit, `invalid-weights` for the file.
 */
export async function openStart(
  { seed, network }: Omit<Recipe, 'steps'>,
  context: RunContext,
  { weightBytes, images, ...run }: OpenStartRun = {},
): Promise<Snapshot> {
  const startedMs = performance.now();
  const spec = resolveNetwork(network, context.dataset.manifest);
  const weights = weightBytes
    ? fromTorchWeights(spec, parseSafetensors(weightBytes))
    : initializeWeights(spec, deriveStepSeed(seed, 0, 'start'));
  const state = { spec, weights, masks: {} };
  const accuracy = await measureAccuracy(context, state, images, run);
  return {
    name: START_NAME,
    depth: 0,
    ...state,
    summary: {
      accuracy,
      cost: computeCost(spec, weights, {}),
      seconds: (performance.now() - startedMs) / 1000,
    },
  };
}
