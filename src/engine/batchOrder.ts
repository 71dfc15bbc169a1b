import type { ImageSplit } from '../data/dataset.ts';
import { computeEpochOrder } from '../data/epochOrder.ts';

/** Which images each step of a training takes. */
export interface BatchOrder {
  readonly batchSize: number;
  readonly batchesPerEpoch: number;
  /** Epoch (0 first) of a step. */
  epochOf(step: number): number;
  /** `[batchSize]`, indices into the split. */
  indicesOf(step: number): Uint32Array;
}

/** Creates the order of batches: a seeded shuffle anew in each epoch, the last partial batch dropped, the batch no larger than the split. */
export function createBatchOrder(split: ImageSplit, wantedBatchSize: number, seed: number): BatchOrder {
  const batchSize = Math.min(wantedBatchSize, split.count);
  const batchesPerEpoch = Math.max(1, Math.floor(split.count / batchSize));
  let shuffled: { epoch: number; order: Uint32Array } | undefined;
  const epochOf = (step: number) => Math.floor(step / batchesPerEpoch);
  return {
    batchSize,
    batchesPerEpoch,
    epochOf,
    indicesOf(step) {
      const epoch = epochOf(step);
      if (shuffled?.epoch !== epoch) {
        shuffled = { epoch, order: computeEpochOrder(split.shardCounts, epoch, seed) };
      }
      const start = (step - epoch * batchesPerEpoch) * batchSize;
      return shuffled.order.slice(start, start + batchSize);
    },
  };
}
