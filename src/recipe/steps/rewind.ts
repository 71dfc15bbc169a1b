import { AppError } from '../../base/errors.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import type { StepHandler } from './stepHandler.ts';

/** Brings the weights of an earlier snapshot back under the masks of this one (Frankle & Carbin 2019, §2). */
export const rewind: StepHandler<'rewind'> = async (context, snapshot, step) => {
  const target = await context.resolveSnapshot(step.to);
  for (const [name, { shape }] of Object.entries(snapshot.weights)) {
    const other = target.weights[name];
    if (other?.shape.join() !== shape.join()) {
      throw new AppError(
        'step-impossible',
        `cannot rewind to ${step.to}: ${name} has the shape [${other?.shape}] there (expected [${shape}])`,
        { to: step.to },
      );
    }
  }
  return { weights: applyMasks(target.weights, snapshot.masks) };
};
