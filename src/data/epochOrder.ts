import { createRandom, deriveSeed, shuffleInPlace } from '../base/random.ts';

function shuffledRange(start: number, count: number, seed: number): Uint32Array {
  const indices = Uint32Array.from({ length: count }, (_, offset) => start + offset);
  shuffleInPlace(indices, createRandom(seed));
  return indices;
}

/**
 * Order in which one epoch visits the images of a split: every index below the sum of `shardCounts` once.
 *
 * Epoch 0 visits shard after shard, shuffled within each, so that training can start when the first shard is
 * here while the rest still arrives; the shards themselves are fair samples. Later epochs shuffle all images
 * together. The order comes from the seed and the epoch alone, never from what has arrived, so that a fast and a
 * slow connection give the same numbers.
 */
export function computeEpochOrder(shardCounts: readonly number[], epoch: number, seed: number): Uint32Array {
  const total = shardCounts.reduce((sum, count) => sum + count, 0);
  if (epoch > 0) return shuffledRange(0, total, deriveSeed(seed, 'epoch-order', epoch));
  const order = new Uint32Array(total);
  let start = 0;
  for (const [shard, count] of shardCounts.entries()) {
    order.set(shuffledRange(start, count, deriveSeed(seed, 'epoch-order', epoch, shard)), start);
    start += count;
  }
  return order;
}
