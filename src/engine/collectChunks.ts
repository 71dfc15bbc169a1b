import { AppError, throwIfAborted } from '../base/errors.ts';
import { createProgressMeter } from '../base/progress.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { ImageSplit } from '../data/dataset.ts';
import type { RunOptions } from './engine.ts';
import { type Chunk, gatherChunk, planChunks } from './imageBatches.ts';

/** Images `from` to below `from + count` of a split, as many as there are. */
export interface CollectRange {
  readonly from: number;
  readonly count: number;
  /** Most images of one chunk. */
  readonly largest: number;
}

/**
 * Runs `visit` on some images of a split in chunks of nearly one size, waiting for images that are still arriving; returns
 * how many images there were.
 *
 * Chunks are not padded, because an empty image would count in a gradient. Throws `step-impossible` where there is no image.
 */
export async function collectChunks(
  split: ImageSplit,
  { from, count, largest }: CollectRange,
  imageSize: number,
  run: RunOptions,
  visit: (chunk: Chunk) => Promise<void>,
): Promise<number> {
  const images = Math.min(count, split.count - from);
  if (!(images > 0)) {
    throw new AppError(
      'step-impossible',
      `no image to collect from: ${count} from ${from} on, of ${split.count}`,
      { count, from, available: split.count },
    );
  }
  const measure = createProgressMeter(images);
  for (const { start, count: real } of planChunks(images, Math.ceil(images / Math.ceil(images / largest)))) {
    throwIfAborted(run.signal);
    const plan = { start: from + start, count: real, padded: real };
    await split.require(plan.start + real, run.signal);
    await visit(gatherChunk(split, plan, imageSize));
    run.onProgress?.(measure(start + real));
    await yieldToEvents();
  }
  throwIfAborted(run.signal);
  return images;
}
