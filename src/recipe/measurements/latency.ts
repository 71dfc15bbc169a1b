import { measureLatencies } from '../../analysis/measureLatencies.ts';
import { measureSparseSpeed } from '../../analysis/measureSparseSpeed.ts';
import { gatherImages } from '../gatherImages.ts';
import type { Measurer } from './measurer.ts';

/** What measurements of time leave out. */
const DEFAULTS = { batchSize: 64, runs: 30 } as const;

/** Times of forward passes on this machine: dense, masked, compacted. */
export const latency: Measurer<'latency'> = async ({ engine, dataset }, snapshot, step, run) => {
  const { batchSize = step.images ?? DEFAULTS.batchSize, runs = DEFAULTS.runs } = step;
  const batch = await gatherImages(dataset, 'test', batchSize, run.signal);
  return measureLatencies(engine, snapshot, batch, { runs }, run);
};

/** From which sparsity on sparse arithmetic pays in each layer. */
export const sparseSpeed: Measurer<'sparseSpeed'> = (
  { engine },
  snapshot,
  { batchSize = DEFAULTS.batchSize, runs = DEFAULTS.runs },
  run,
) => measureSparseSpeed(engine, snapshot, { batchSize, runs }, run);
