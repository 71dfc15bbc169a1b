import { AppError } from '../../base/errors.ts';
import { compact as computeCompact } from '../../pruning/compact.ts';
import { foldBatchNorm } from '../../pruning/foldBatchNorm.ts';
import { gatherImages } from '../gatherImages.ts';
import { withModel } from '../withModel.ts';
import type { StepHandler } from './stepHandler.ts';

/** Test images on which masked and compacted network are compared. */
export const COMPARED_IMAGES = 256;

/** The largest difference of a logit that is taken for rounding, per max(1, |logit|). */
export const LOGIT_TOLERANCE = 1e-4;

/** Cuts dead channels out and proves on test images that the logits stay; throws `unexpected` where they do not. */
export const compact: StepHandler<'compact'> = async ({ engine, dataset }, snapshot, step, { signal }) => {
  const small = computeCompact(snapshot.spec, snapshot.weights, snapshot.masks);
  const { spec, weights, masks } = step.foldBatchNorm
    ? foldBatchNorm(small.spec, small.weights, small.masks)
    : small;
  const images = await gatherImages(dataset, 'test', COMPARED_IMAGES, signal);
  const before = await withModel(engine, snapshot, (model) => engine.predict(model, images));
  const after = await withModel(engine, { spec, weights, masks }, (model) => engine.predict(model, images));
  let maxLogitDifference = 0;
  for (const [index, logit] of before.entries()) {
    const difference = Math.abs(logit - after[index]!);
    maxLogitDifference = Math.max(maxLogitDifference, difference);
    if (!(difference <= LOGIT_TOLERANCE * Math.max(1, Math.abs(logit)))) {
      throw new AppError('unexpected', `compaction changed a logit: ${after[index]} (expected ${logit})`);
    }
  }
  return { spec, weights, masks, summary: { compact: { maxLogitDifference, images: images.count } } };
};
