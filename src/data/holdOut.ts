import { AppError } from '../base/errors.ts';
import type { ImageSplit } from './dataset.ts';

/** Images `from` to below `to` of a split, as a split of its own. */
function cutSplit(split: ImageSplit, from: number, to: number): ImageSplit {
  const count = to - from;
  return {
    count,
    shardCounts: [count],
    availableCount: () => Math.min(count, Math.max(0, split.availableCount() - from)),
    require(wanted, signal) {
      if (!(wanted <= count)) {
        throw new AppError('unexpected', `invalid image count: ${wanted} (expected up to ${count})`);
      }
      return split.require(wanted === 0 ? 0 : from + wanted, signal);
    },
    gather: (indices, pixels, labels) =>
      split.gather(
        indices.map((index) => from + index),
        pixels,
        labels,
      ),
  };
}

/**
 * Holds the last `images` of a split out. Throws `step-impossible` where none would be left.
 */
export function holdOut(
  split: ImageSplit,
  images: number,
): { readonly rest: ImageSplit; readonly heldOut: ImageSplit } {
  const left = split.count - images;
  if (left < 1) {
    throw new AppError('step-impossible', `${images} images held out of ${split.count} (expected fewer)`);
  }
  return { rest: cutSplit(split, 0, left), heldOut: cutSplit(split, left, split.count) };
}
