import { AppError, throwIfAborted } from '../base/errors.ts';
import { createImageSplit } from './createImageSplit.ts';
import type { Dataset, DatasetName, ShardManifest, SplitName } from './dataset.ts';
import { decodeShard } from './decodeShard.ts';
import type { ReadFile } from './readFile.ts';
import { readManifest } from './readManifest.ts';
import { readShard } from './readShard.ts';
import type { ShardCache } from './shardCache.ts';
import { createShardQueue } from './shardQueue.ts';

export interface OpenDatasetOptions {
  /** Reads files of the data set's own folder (`manifest.json`, `train-00.bin`, …). */
  readonly readFile: ReadFile;
  readonly cache?: ShardCache;
  /** Images to use of a split, its first ones; all where absent. Shards beyond them are not fetched. */
  readonly trainSize?: number;
  readonly testSize?: number;
  /** Called at the start and after each shard, with images of both splits together. */
  readonly onArrival?: (arrival: { arrived: number; total: number }) => void;
  /** The stream begins once this has settled; what is required comes before that, too. */
  readonly streamAfter?: Promise<unknown>;
  /** Aborting ends the stream for good; what has arrived stays usable. */
  readonly signal?: AbortSignal;
}

interface ShardTask {
  readonly split: SplitName;
  readonly shard: number;
}

/** Images used of each shard when only the first `size` of a split are. */
function cutShards(
  shards: readonly ShardManifest[],
  total: number,
  size: number | undefined,
  path: string,
): number[] {
  if (size === undefined) return shards.map(({ count }) => count);
  if (!Number.isInteger(size) || size < 1 || size > total) {
    throw new AppError('invalid-recipe', `${path}: ${size} (expected 1 to ${total})`, { path, value: size });
  }
  const counts: number[] = [];
  let left = size;
  for (const { count } of shards) {
    if (left <= 0) break;
    counts.push(Math.min(count, left));
    left -= count;
  }
  return counts;
}

/** The first shard of each split, so that training and a probe can begin; then the rest of test, which is small. */
function planTasks(trainShards: number, testShards: number): readonly ShardTask[] {
  const tasksOf = (split: SplitName, count: number) =>
    Array.from({ length: count }, (_, shard): ShardTask => ({ split, shard }));
  const [firstTrain, ...restTrain] = tasksOf('train', trainShards);
  return [firstTrain!, ...tasksOf('test', testShards), ...restTrain];
}

/**
 * Opens a packed data set: reads its manifest, then streams its shards in the background, verified by SHA-256.
 *
 * Resolves as soon as the manifest is read; `require` waits for images and moves their shards to the front.
 * Rejects with `dataset-missing` or `dataset-damaged` naming the manifest, or `invalid-recipe` for a size that the
 * split cannot give.
 */
export async function openDataset(name: DatasetName, options: OpenDatasetOptions): Promise<Dataset> {
  const manifest = await readManifest(name, options.readFile, options.signal);
  const { imageShape, splits } = manifest;
  const cut = (split: SplitName, size: number | undefined) =>
    cutShards(splits[split].shards, splits[split].count, size, `dataset.${split}Size`);
  const shardCounts = { train: cut('train', options.trainSize), test: cut('test', options.testSize) };
  const tasks = planTasks(shardCounts.train.length, shardCounts.test.length);
  const total = [...shardCounts.train, ...shardCounts.test].reduce((sum, count) => sum + count, 0);
  let arrived = 0;

  const queue = createShardQueue(tasks.length, async (task, isRetry) => {
    throwIfAborted(options.signal);
    const { split, shard } = tasks[task]!;
    const shardManifest = splits[split].shards[shard]!;
    const bytes = await readShard(shardManifest, options, isRetry);
    opened[split].receive(shard, await decodeShard(bytes, shardManifest, manifest));
    arrived += shardCounts[split][shard]!;
    options.onArrival?.({ arrived, total });
  });
  const createSplit = (split: SplitName) =>
    createImageSplit(shardCounts[split], imageShape[0] * imageShape[1] * imageShape[2], (shard) =>
      queue.demand(tasks.findIndex((task) => task.split === split && task.shard === shard)),
    );
  const opened = { train: createSplit('train'), test: createSplit('test') };
  options.onArrival?.({ arrived, total });
  if (options.streamAfter) void options.streamAfter.then(queue.start, queue.start);
  else queue.start();
  return { manifest, train: opened.train, test: opened.test };
}
