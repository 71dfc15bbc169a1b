import { afterEach, describe, expect, it } from 'vitest';
import { DATASET_NAMES } from './dataset.ts';
import { createFetchReader } from './fetchFile.ts';
import { openDataset } from './openDataset.ts';
import { readManifest } from './readManifest.ts';
import { createShardCache } from './shardCache.ts';

const MNIST = createFetchReader('/datasets/mnist/');
const SMALL = { trainSize: 100, testSize: 100 };

afterEach(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
});

describe('openDataset over fetch', () => {
  it.each(DATASET_NAMES)('reads the first shards of %s as the server gives them', async (name) => {
    const { manifest, train, test } = await openDataset(name, {
      readFile: createFetchReader(`/datasets/${name}`),
      ...SMALL,
    });
    await Promise.all([train.require(100), test.require(100)]);
    const imageSize = manifest.imageShape.reduce((product, length) => product * length, 1);
    const pixels = new Uint8Array(100 * imageSize);
    const labels = new Uint8Array(100);
    train.gather(
      Uint32Array.from({ length: 100 }, (_, index) => index),
      pixels,
      labels,
    );
    expect(new Set(labels).size).toBe(10);
    expect(pixels.some((value) => value > 200)).toBe(true);
  });

  it('has all of MNIST test, with its published class counts', async () => {
    const { test } = await openDataset('mnist', { readFile: MNIST, trainSize: 1 });
    await test.require(10_000);
    const labels = new Uint8Array(10_000);
    test.gather(
      Uint32Array.from(labels, (_, index) => index),
      new Uint8Array(10_000 * 784),
      labels,
    );
    const counts = Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length);
    expect(counts).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  });

  it('calls a file that the server does not have missing', async () => {
    await expect(
      openDataset('mnist', { readFile: createFetchReader('/datasets/nowhere/') }),
    ).rejects.toMatchObject({
      code: 'dataset-missing',
      details: { file: 'manifest.json' },
    });
  });

  it('calls a server that cannot be reached missing', async () => {
    const readFile = createFetchReader('http://127.0.0.1:1/');
    await expect(readFile('train-00.bin')).rejects.toMatchObject({
      code: 'dataset-missing',
      message: 'cannot fetch train-00.bin: no connection',
    });
  });

  it('stops a request that is cancelled', async () => {
    const cancel = new AbortController();
    const reading = MNIST('train-00.bin', cancel.signal, true);
    cancel.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('createShardCache', () => {
  it('keeps shards for the next visit, and throws out one that was damaged meanwhile', async () => {
    const { splits } = await readManifest('mnist', MNIST, undefined);
    const { sha256, sizeBytes } = splits.train.shards[0]!;
    const cache = createShardCache();
    const asked: string[] = [];
    const open = async () => {
      const { train, test } = await openDataset('mnist', {
        readFile: (path, signal, fresh) => {
          asked.push(path);
          return MNIST(path, signal, fresh);
        },
        cache,
        ...SMALL,
      });
      await Promise.all([train.require(100), test.require(100)]);
      return asked.splice(0);
    };

    expect(await open()).toEqual(['manifest.json', 'train-00.bin', 'test-00.bin']);
    expect((await cache.get(sha256))?.length).toBe(sizeBytes);
    expect(await open()).toEqual(['manifest.json']);
    await cache.put(sha256, new Uint8Array(sizeBytes));
    expect(await open()).toEqual(['manifest.json', 'train-00.bin']);
    expect(await open()).toEqual(['manifest.json']);
  });

  it('keeps nothing, and says nothing, where the browser refuses', async () => {
    const refusing = {
      open: () => Promise.reject(new DOMException('no', 'SecurityError')),
    } as unknown as CacheStorage;
    const cache = createShardCache(refusing);
    await cache.put('00', new Uint8Array(1));
    expect(await cache.get('00')).toBeUndefined();
    await cache.delete('00');
  });
});
