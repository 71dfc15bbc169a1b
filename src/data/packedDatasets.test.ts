import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  DATASET_NAMES,
  type Dataset,
  type ImageBatch,
  type ImageSplit,
  type PackedDatasetName,
} from './dataset.ts';
import { openDataset } from './openDataset.ts';
import { createFileReader } from './readLocalFile.ts';

const FOLDER = join(import.meta.dirname, '../../public/datasets');
const MEGABYTE = 1_000_000;

interface Published {
  /** Images of each class in the training and the test split, as the authors' papers or sites give them. */
  readonly train: readonly number[];
  readonly test: readonly number[];
  /** Mean and standard deviation of each channel of the training pixels, 0…1, as used for normalising everywhere. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** A subset meets them only nearly. */
  readonly tolerance: number;
}

const PUBLISHED: Readonly<Record<PackedDatasetName, Published>> = {
  mnist: {
    train: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
    test: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
    mean: [0.1307],
    deviation: [0.3081],
    tolerance: 0.0001,
  },
  'fashion-mnist': {
    train: Array(10).fill(6000),
    test: Array(10).fill(1000),
    mean: [0.286],
    deviation: [0.353],
    tolerance: 0.0001,
  },
  'cifar-10': {
    train: Array(10).fill(1000),
    test: Array(10).fill(200),
    mean: [0.4914, 0.4822, 0.4465],
    deviation: [0.247, 0.2435, 0.2616],
    tolerance: 0.003,
  },
};

async function readAll(split: ImageSplit, imageSize: number): Promise<ImageBatch> {
  await split.require(split.count);
  const pixels = new Uint8Array(split.count * imageSize);
  const labels = new Uint8Array(split.count);
  split.gather(
    Uint32Array.from(labels, (_, index) => index),
    pixels,
    labels,
  );
  return { count: split.count, pixels, labels };
}

function countLabels(labels: Uint8Array): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

function measureChannel(pixels: Uint8Array, channel: number, channels: number) {
  let sum = 0;
  let squares = 0;
  for (let at = channel; at < pixels.length; at += channels) {
    sum += pixels[at]!;
    squares += pixels[at]! ** 2;
  }
  const mean = (sum * channels) / pixels.length;
  return { mean: mean / 255, deviation: Math.sqrt((squares * channels) / pixels.length - mean ** 2) / 255 };
}

describe.each(DATASET_NAMES)('public/datasets/%s', (name) => {
  const folder = join(FOLDER, name);
  const published = PUBLISHED[name];
  let dataset: Dataset;
  let train: ImageBatch;
  let test: ImageBatch;

  beforeAll(async () => {
    dataset = await openDataset(name, { readFile: createFileReader(folder) });
    const [height, width, channels] = dataset.manifest.imageShape;
    train = await readAll(dataset.train, height * width * channels);
    test = await readAll(dataset.test, height * width * channels);
  });

  it('holds exactly the files of its manifest, with their size and SHA-256, none over 2 MB', () => {
    const { train, test } = dataset.manifest.splits;
    const shards = [...train.shards, ...test.shards];
    expect(readdirSync(folder).sort()).toEqual(['manifest.json', ...shards.map(({ file }) => file)].sort());
    for (const { file, sizeBytes, sha256 } of shards) {
      const bytes = readFileSync(join(folder, file));
      expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([sizeBytes, sha256]);
      expect(sizeBytes).toBeLessThanOrEqual(2 * MEGABYTE);
    }
  });

  it('has the published number of images of each class', () => {
    expect(countLabels(train.labels)).toEqual(published.train);
    expect(countLabels(test.labels)).toEqual(published.test);
    expect(dataset.manifest.splits.train.countPerClass).toEqual(published.train);
    expect(dataset.manifest.splits.test.countPerClass).toEqual(published.test);
  });

  it('has the published mean and deviation of its pixels', () => {
    const channels = published.mean.length;
    for (let channel = 0; channel < channels; channel++) {
      const { mean, deviation } = measureChannel(train.pixels, channel, channels);
      expect(Math.abs(mean - published.mean[channel]!)).toBeLessThan(published.tolerance);
      expect(Math.abs(deviation - published.deviation[channel]!)).toBeLessThan(published.tolerance);
    }
  });

  it('has a fair sample of the classes in every prefix', () => {
    for (const size of [200, 500, dataset.train.shardCounts[0]!]) {
      const counts = countLabels(train.labels.subarray(0, size));
      // Chi-squared with 9 degrees of freedom exceeds 33.7 once in ten thousand fair samples.
      const chiSquared = counts.reduce((sum, count, label) => {
        const expected = (size * published.train[label]!) / train.count;
        return sum + (count - expected) ** 2 / expected;
      }, 0);
      expect(chiSquared).toBeLessThan(33.7);
    }
  });

  it('holds no image twice, within a split or across', () => {
    const imageSize = train.pixels.length / train.count;
    const hashOf = (pixels: Uint8Array, index: number) =>
      createHash('md5')
        .update(pixels.subarray(index * imageSize, (index + 1) * imageSize))
        .digest('base64');
    const hashes = [train, test].flatMap(({ pixels, labels }) =>
      Array.from(labels, (_, index) => hashOf(pixels, index)),
    );
    expect(new Set(hashes).size).toBe(train.count + test.count);
  });
});

it('all data sets together stay below 80 MB', () => {
  const sizes = DATASET_NAMES.flatMap((name) =>
    readdirSync(join(FOLDER, name)).map((file) => readFileSync(join(FOLDER, name, file)).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(80 * MEGABYTE);
});
