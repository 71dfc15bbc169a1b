import { measureApoz } from '../analysis/measureApoz.ts';
import type { RunOptions } from '../engine/engine.ts';
import { checkPrune } from '../pruning/checkPrune.ts';
import { CRITERIA } from '../pruning/criteria/criteria.ts';
import type { PruneStatistics } from '../pruning/prune.ts';
import type { RunContext } from './runContext.ts';
import type { PruneStep } from './schema.ts';
import type { Snapshot } from './snapshot.ts';
import { withModel } from './withModel.ts';

/** Training images on which criteria watch the activations: the first ones, so that the test images stay unseen. */
export const CALIBRATION_IMAGES = 1000;

/**
 * Collects what a prune step's criterion needs besides the weights, and nothing else.
 *
 * Throws `step-impossible` before any work where the step does not fit the network.
 */
export async function collectStatistics(
  { engine, dataset }: RunContext,
  snapshot: Pick<Snapshot, 'spec' | 'weights' | 'masks'>,
  step: PruneStep,
  run: RunOptions = {},
): Promise<PruneStatistics> {
  const { spec, masks } = snapshot;
  checkPrune(spec, step);
  if (!CRITERIA[step.criterion].needs.includes('activations')) return {};
  const layers = await withModel(engine, snapshot, (model) =>
    measureApoz(engine, model, spec, masks, dataset.train, CALIBRATION_IMAGES, run),
  );
  return { apoz: new Map(layers.map(({ layer, apoz }) => [layer, Float64Array.from(apoz)])) };
}
