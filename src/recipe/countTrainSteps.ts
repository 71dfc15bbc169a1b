import type { TrainStep } from './schema.ts';

/** Batches a training step asks for; the last partial batch of an epoch is dropped, a batch is no larger than the split. */
export function countTrainSteps(
  { steps, epochs, batchSize }: Pick<TrainStep, 'steps' | 'epochs' | 'batchSize'>,
  trainImages: number,
): number {
  if (steps !== undefined) return steps;
  const batchesPerEpoch = Math.max(1, Math.floor(trainImages / Math.min(batchSize, trainImages)));
  return Math.max(1, Math.round((epochs ?? 1) * batchesPerEpoch));
}
