import { createRandom, shuffleInPlace } from '../../src/base/random.ts';
import type { ImageBatch } from '../../src/data/dataset.ts';

function gatherImages(batch: ImageBatch, indices: Uint32Array): ImageBatch {
  const imageSize = batch.pixels.length / batch.count;
  const pixels = new Uint8Array(indices.length * imageSize);
  for (const [to, from] of indices.entries()) {
    pixels.set(batch.pixels.subarray(from * imageSize, (from + 1) * imageSize), to * imageSize);
  }
  return { count: indices.length, pixels, labels: Uint8Array.from(indices, (index) => batch.labels[index]!) };
}

function shuffledIndices(count: number, seed: number): Uint32Array {
  const indices = Uint32Array.from({ length: count }, (_, index) => index);
  shuffleInPlace(indices, createRandom(seed));
  return indices;
}

/** The same images in an order that depends on the seed alone. */
export function shuffleImages(batch: ImageBatch, seed: number): ImageBatch {
  return gatherImages(batch, shuffledIndices(batch.count, seed));
}

/** `perClass` images of each class, chosen by the seed; throws where a class has fewer. */
export function stratifyImages(
  batch: ImageBatch,
  classCount: number,
  perClass: number,
  seed: number,
): ImageBatch {
  const taken = new Array<number>(classCount).fill(0);
  const chosen = shuffledIndices(batch.count, seed).filter((index) => {
    const label = batch.labels[index]!;
    if (taken[label] === undefined || taken[label] >= perClass) return false;
    taken[label]++;
    return true;
  });
  const short = taken.findIndex((count) => count < perClass);
  if (short >= 0)
    throw new Error(`class ${short} has ${taken[short]} images (expected at least ${perClass})`);
  return gatherImages(batch, chosen);
}
