import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packDataset } from './packDataset.ts';
import { toImageBatch } from './parseIdx.ts';
import { stratifyImages } from './selectImages.ts';
import type { SourceDataset } from './sourceDataset.ts';

/** Images of 2 × 1 pixels that tell which image and class they are: `[index, 100 + label]`. */
function createImages(count: number) {
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 3);
  const pixels = Uint8Array.from({ length: 2 * count }, (_, at) =>
    at % 2 ? 100 + labels[at >> 1]! : at >> 1,
  );
  return { count, labels, pixels };
}

const SOURCE: SourceDataset = {
  name: 'mnist',
  title: 'Numbered',
  imageShape: [2, 1, 1],
  classes: ['a', 'b', 'c'],
  source: 'made for this test.',
  licence: 'none needed',
  shardSize: 8,
  train: createImages(20),
  test: createImages(7),
};

describe('packDataset', () => {
  it('gives the same bytes each time', () => {
    expect(packDataset(SOURCE)).toEqual(packDataset(SOURCE));
  });

  it('stores each shard as gzip of labels and then pixels, without a time stamp', () => {
    const { manifest, files } = packDataset(SOURCE);
    const indices: number[] = [];
    for (const { file, count, sizeBytes, sha256 } of manifest.splits.train.shards) {
      const stored = files.get(file)!;
      expect(stored.length).toBe(sizeBytes);
      expect(createHash('sha256').update(stored).digest('hex')).toBe(sha256);
      expect([...stored.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
      const body = gunzipSync(stored);
      expect(body.length).toBe(count * 3);
      for (let index = 0; index < count; index++) {
        const [image, marked] = body.subarray(count + 2 * index, count + 2 * index + 2);
        expect(marked).toBe(100 + body[index]!);
        indices.push(image!);
      }
    }
    expect(manifest.splits.train.shards.map(({ count }) => count)).toEqual([8, 8, 4]);
    const inOrder = Array.from({ length: 20 }, (_, index) => index);
    expect(indices).not.toEqual(inOrder);
    expect(indices.sort((a, b) => a - b)).toEqual(inOrder);
  });

  it('counts the images of each class', () => {
    const { splits } = packDataset(SOURCE).manifest;
    expect([splits.train.countPerClass, splits.test.countPerClass]).toEqual([
      [7, 7, 6],
      [3, 2, 2],
    ]);
  });

  it('refuses a label without a class', () => {
    expect(() => packDataset({ ...SOURCE, classes: ['a', 'b'] })).toThrow(
      'invalid label: 2 (expected below 2)',
    );
  });
});

describe('stratifyImages', () => {
  it('takes as many different images of each class, with their own labels', () => {
    const { count, labels, pixels } = stratifyImages(createImages(20), 3, 5, 1);
    expect(count).toBe(15);
    expect([0, 1, 2].map((label) => labels.filter((other) => other === label).length)).toEqual([5, 5, 5]);
    expect(new Set(pixels.filter((_, at) => at % 2 === 0)).size).toBe(15);
    expect([...pixels.filter((_, at) => at % 2)]).toEqual([...labels].map((label) => 100 + label));
  });

  it('says which class has too few', () => {
    expect(() => stratifyImages(createImages(20), 3, 7, 1)).toThrow(
      'class 2 has 6 images (expected at least 7)',
    );
  });
});

describe('toImageBatch', () => {
  const images = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 11, 12, 13]);
  const labels = Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 2, 7, 9]);

  it('joins images and labels', () => {
    expect(toImageBatch(images, labels)).toEqual({
      count: 2,
      pixels: Uint8Array.of(10, 11, 12, 13),
      labels: Uint8Array.of(7, 9),
    });
  });

  it('refuses labels that do not match', () => {
    expect(() => toImageBatch(images, Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 1, 7]))).toThrow(
      'as many labels',
    );
  });
});
