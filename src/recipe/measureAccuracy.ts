import { AppError } from '../base/errors.ts';
import type { RunOptions } from '../engine/engine.ts';
import type { RunContext } from './runContext.ts';
import type { AccuracyReport, Snapshot } from './snapshot.ts';
import { withModel } from './withModel.ts';

/**
 * Accuracy and loss of a network on the first `images` test images (all of the recipe's where absent).
 *
 * Throws `not-a-number` where the loss is not finite.
 */
export async function measureAccuracy(
  { engine, dataset }: RunContext,
  state: Pick<Snapshot, 'spec' | 'weights' | 'masks'>,
  images?: number,
  run: RunOptions = {},
): Promise<AccuracyReport> {
  const wanted = images === undefined ? undefined : Math.min(images, dataset.test.count);
  const { count, accuracy, loss, perClassAccuracy } = await withModel(engine, state, (model) =>
    engine.evaluate(model, dataset.test, wanted, run),
  );
  if (!Number.isFinite(loss)) throw new AppError('not-a-number', `loss on the test images is ${loss}`);
  return { images: count, accuracy, loss, perClassAccuracy };
}
