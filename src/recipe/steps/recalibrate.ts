import { AppError } from '../../base/errors.ts';
import { deriveStepSeed } from '../deriveStepSeed.ts';
import { withModel } from '../withModel.ts';
import type { StepHandler } from './stepHandler.ts';

/** Measures what batch normalisations go by in evaluation anew, for the network as it is now. */
export const recalibrate: StepHandler<'recalibrate'> = async (
  { engine, dataset, seed },
  snapshot,
  { kind, images, batchSize },
  { signal, onProgress },
) => {
  if (!snapshot.spec.nodes.some((node) => node.kind === 'batchNorm')) {
    throw new AppError('step-impossible', 'recalibrating a network without batch normalisation');
  }
  const options = { images, batchSize, seed: deriveStepSeed(seed, snapshot.depth, kind) };
  const run = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
  const weights = await withModel(engine, snapshot, async (model) => {
    await engine.recalibrate(model, dataset.train, options, run);
    return model.readWeights();
  });
  return { weights };
};
