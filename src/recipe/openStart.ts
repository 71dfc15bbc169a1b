import { computeCost } from '../analysis/cost.ts';
import type { DatasetManifest } from '../data/dataset.ts';
import type { RunOptions } from '../engine/engine.ts';
import { parseSafetensors } from '../formats/safetensors.ts';
import { fromTorchWeights } from '../formats/torchLayout.ts';
import { initializeWeights } from '../network/initializeWeights.ts';
import { deriveStepSeed } from './deriveStepSeed.ts';
import { measureAccuracy } from './measureAccuracy.ts';
import { resolveNetwork } from './resolveNetwork.ts';
import type { RunContext } from './runContext.ts';
import { type Recipe, START_NAME } from './schema.ts';
import type { AccuracyReport, Snapshot } from './snapshot.ts';

/** A network before its first step, of which nothing is measured yet. */
export type StartState = Pick<Snapshot, 'spec' | 'weights' | 'masks'>;

export interface OpenStartRun extends RunOptions {
  /** The bytes of the recipe's weights file; seeded fresh weights where absent. */
  readonly weightBytes?: Uint8Array | undefined;
}

/**
 * The recipe's network with weights from a file or fresh ones; needs neither a backend nor an image.
 *
 * Throws `preset-unknown`, `invalid-network` where network and data set do not fit, `invalid-weights` for the file.
 */
export function createStart(
  { seed, network }: Omit<Recipe, 'steps'>,
  manifest: DatasetManifest,
  weightBytes?: Uint8Array,
): StartState {
  const spec = resolveNetwork(network, manifest);
  const weights = weightBytes
    ? fromTorchWeights(spec, parseSafetensors(weightBytes))
    : initializeWeights(spec, deriveStepSeed(seed, 0, 'start'));
  return { spec, weights, masks: {} };
}

/** The snapshot before the first step, once its accuracy is known. */
export function toStartSnapshot(state: StartState, accuracy: AccuracyReport, seconds: number): Snapshot {
  const cost = computeCost(state.spec, state.weights, state.masks);
  return { name: START_NAME, depth: 0, ...state, summary: { accuracy, cost, seconds } };
}

/** Creates the start and measures it on all test images of the recipe; throws as `createStart` does. */
export async function openStart(
  recipe: Omit<Recipe, 'steps'>,
  context: RunContext,
  { weightBytes, ...run }: OpenStartRun = {},
): Promise<Snapshot> {
  const startedMs = performance.now();
  const state = createStart(recipe, context.dataset.manifest, weightBytes);
  const accuracy = await measureAccuracy(context, state, undefined, run);
  return toStartSnapshot(state, accuracy, (performance.now() - startedMs) / 1000);
}
