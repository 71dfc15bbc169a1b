import { AppError, throwIfAborted } from '../base/errors.ts';
import type { ImageBatch, ImageSplit } from './dataset.ts';

/** A split that shards are put into as they arrive. */
export interface GrowingSplit extends ImageSplit {
  /** Takes the images of one shard; those beyond its count in `shardCounts` are left out. */
  receive(shard: number, images: ImageBatch): void;
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DOMException('cancelled', 'AbortError'));
    signal.addEventListener('abort', abort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Creates an empty split.
 *
 * @param imageSize bytes of one image.
 * @param demand resolves when the shard has been received; an aborted `require` leaves it going for the others.
 */
export function createImageSplit(
  shardCounts: readonly number[],
  imageSize: number,
  demand: (shard: number) => Promise<void>,
): GrowingSplit {
  const starts = shardCounts.map((_, shard) =>
    shardCounts.slice(0, shard).reduce((sum, count) => sum + count, 0),
  );
  const count = shardCounts.reduce((sum, images) => sum + images, 0);
  const allPixels = new Uint8Array(count * imageSize);
  const allLabels = new Uint8Array(count);
  const arrived = shardCounts.map(() => false);
  let available = 0;

  return {
    count,
    shardCounts,
    availableCount: () => available,
    async require(wanted, signal) {
      throwIfAborted(signal);
      if (!(wanted <= count)) {
        throw new AppError('unexpected', `invalid image count: ${wanted} (expected up to ${count})`);
      }
      const missing = starts.flatMap((start, shard) => (start < wanted && !arrived[shard] ? [shard] : []));
      if (missing.length > 0) await untilAborted(Promise.all(missing.map(demand)), signal);
    },
    gather(indices, pixels, labels) {
      if (pixels.length !== indices.length * imageSize || labels.length !== indices.length) {
        throw new AppError(
          'unexpected',
          `room for ${pixels.length} pixels and ${labels.length} labels (expected ${indices.length} images of ${imageSize})`,
        );
      }
      for (let to = 0; to < indices.length; to++) {
        const from = indices[to]!;
        if (from >= available) {
          throw new AppError('unexpected', `image ${from} has not arrived (${available} of ${count} have)`);
        }
        pixels.set(allPixels.subarray(from * imageSize, (from + 1) * imageSize), to * imageSize);
        labels[to] = allLabels[from]!;
      }
    },
    receive(shard, images) {
      const kept = shardCounts[shard]!;
      allPixels.set(images.pixels.subarray(0, kept * imageSize), starts[shard]! * imageSize);
      allLabels.set(images.labels.subarray(0, kept), starts[shard]!);
      arrived[shard] = true;
      const gap = arrived.indexOf(false);
      available = gap < 0 ? count : starts[gap]!;
    },
  };
}
