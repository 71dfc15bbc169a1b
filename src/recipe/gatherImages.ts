import type { Dataset, ImageBatch, SplitName } from '../data/dataset.ts';

/** The first `count` images of a split as one batch (all where it has fewer), once they have arrived. */
export async function gatherImages(
  { manifest, ...splits }: Dataset,
  splitName: SplitName,
  count: number,
  signal?: AbortSignal,
): Promise<ImageBatch> {
  const split = splits[splitName];
  const size = Math.min(count, split.count);
  await split.require(size, signal);
  const [height, width, channels] = manifest.imageShape;
  const batch = {
    count: size,
    pixels: new Uint8Array(size * height * width * channels),
    labels: new Uint8Array(size),
  };
  split.gather(
    Uint32Array.from({ length: size }, (_, index) => index),
    batch.pixels,
    batch.labels,
  );
  return batch;
}
