import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'fflate';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { packDataset } from '../../scripts/data/packDataset.ts';
import { shuffleImages } from '../../scripts/data/selectImages.ts';
import type { SourceDataset } from '../../scripts/data/sourceDataset.ts';
import type { AppError } from '../base/errors.ts';
import { createRandom } from '../base/random.ts';
import type { DatasetManifest, ImageSplit, ShardManifest } from './dataset.ts';
import { openDataset } from './openDataset.ts';
import type { ReadFile } from './readFile.ts';
import { createFileReader } from './readLocalFile.ts';
import type { ShardCache } from './shardCache.ts';

const IMAGE_SIZE = 3 * 2 * 3;

function createImages(count: number, seed: number) {
  const random = createRandom(seed);
  return {
    count,
    pixels: Uint8Array.from({ length: count * IMAGE_SIZE }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, (_, index) => index % 4),
  };
}

/** 34 training images in shards of 10, 10, 10 and 4; 14 test images in shards of 10 and 4. */
const SOURCE: SourceDataset = {
  name: 'cifar-10',
  title: 'Four kinds of noise',
  imageShape: [3, 2, 3],
  classes: ['a', 'b', 'c', 'd'],
  source: 'made for this test.',
  licence: 'none needed',
  shardSize: 10,
  filter: 'med-green',
  train: createImages(34, 1),
  test: createImages(14, 2),
};
const PACKED = packDataset(SOURCE);
const root = mkdtempSync(join(tmpdir(), 'open-dataset-'));
let folder = '';
let opened = 0;

function writeManifest(manifest: unknown): void {
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
}

beforeEach(() => {
  folder = join(root, String(opened++));
  mkdirSync(folder);
  for (const [file, bytes] of PACKED.files) writeFileSync(join(folder, file), bytes);
  writeManifest(PACKED.manifest);
});
afterAll(() => rmSync(root, { recursive: true }));

/** Reads from the folder, noting what was asked for and whether fresh. */
function createLog() {
  const files: string[] = [];
  const fresh: string[] = [];
  const readFile: ReadFile = (path, signal, isFresh) => {
    files.push(path);
    if (isFresh) fresh.push(path);
    return createFileReader(folder)(path, signal);
  };
  return { files, fresh, readFile };
}

/** Reads from the folder, but a shard only once it is let through. */
function createGate() {
  const files: string[] = [];
  const waiting = new Map<string, () => void>();
  const readFile: ReadFile = async (path, signal) => {
    files.push(path);
    if (path !== 'manifest.json') await new Promise<void>((resolve) => waiting.set(path, resolve));
    waiting.delete(path);
    return createFileReader(folder)(path, signal);
  };
  const open = async (path: string) => {
    while (!waiting.has(path)) await settle();
    waiting.get(path)!();
  };
  return { files, waiting, readFile, open };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function gather(split: ImageSplit, start: number, end: number) {
  const indices = Uint32Array.from({ length: end - start }, (_, offset) => start + offset);
  const pixels = new Uint8Array(indices.length * IMAGE_SIZE);
  const labels = new Uint8Array(indices.length);
  split.gather(indices, pixels, labels);
  return { count: indices.length, pixels, labels };
}

async function catchError(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.unreachable(),
    (thrown) => thrown,
  );
}

describe('openDataset', () => {
  it('gives the images that were packed, in the packed order', async () => {
    const { train, test } = await openDataset('cifar-10', { readFile: createFileReader(folder) });
    await Promise.all([train.require(34), test.require(14)]);
    expect(gather(train, 0, 34)).toEqual(shuffleImages(SOURCE.train, 1));
    expect(gather(test, 0, 14)).toEqual(shuffleImages(SOURCE.test, 2));
    expect(gather(train, 19, 21).labels).toEqual(shuffleImages(SOURCE.train, 1).labels.slice(19, 21));
    expect([train.shardCounts, test.shardCounts]).toEqual([
      [10, 10, 10, 4],
      [10, 4],
    ]);
  });

  it('streams without being asked: first shards first, then test, then train, two at a time', async () => {
    const gate = createGate();
    const arrivals: number[] = [];
    const dataset = await openDataset('cifar-10', {
      readFile: gate.readFile,
      onArrival: ({ arrived, total }) => arrivals.push(arrived, total),
    });
    await vi.waitFor(() => expect(gate.files).toEqual(['manifest.json', 'train-00.bin', 'test-00.bin']));
    const order = [
      'train-00.bin',
      'test-00.bin',
      'test-01.bin',
      'train-01.bin',
      'train-02.bin',
      'train-03.bin',
    ];
    for (const [index, file] of order.entries()) {
      expect(gate.waiting.size).toBeLessThanOrEqual(2);
      await gate.open(file);
      // Two shards are decoded at a time, so the next is let in only once this one has arrived.
      await vi.waitFor(() => expect(arrivals).toHaveLength(2 * (index + 2)));
    }
    await dataset.train.require(34);
    expect(gate.files.slice(1)).toEqual(order);
    expect(arrivals).toEqual([0, 48, 10, 48, 20, 48, 24, 48, 34, 48, 44, 48, 48, 48]);
  });

  it('streams no sooner than it is let, but brings what is required', async () => {
    const log = createLog();
    let begin = () => {};
    const streamAfter = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { train, test } = await openDataset('cifar-10', { readFile: log.readFile, streamAfter });
    await test.require(14);
    expect(log.files).toEqual(['manifest.json', 'test-00.bin', 'test-01.bin']);
    begin();
    await vi.waitFor(() => expect(train.availableCount()).toBe(34));
  });

  it('has a prefix available only, whatever arrives first', async () => {
    const gate = createGate();
    const { train } = await openDataset('cifar-10', { readFile: gate.readFile });
    await gate.open('train-00.bin');
    await train.require(10);
    expect(train.availableCount()).toBe(10);
    expect(() => gather(train, 5, 11)).toThrow('image 10 has not arrived (10 of 34 have)');
    await gate.open('test-00.bin');
    await gate.open('test-01.bin');
    const all = train.require(34);
    await gate.open('train-02.bin');
    await settle();
    expect(train.availableCount()).toBe(10);
    await gate.open('train-01.bin');
    await gate.open('train-03.bin');
    await all;
    expect(train.availableCount()).toBe(34);
  });

  it('moves a required shard to the front of the queue', async () => {
    const gate = createGate();
    const { train } = await openDataset('cifar-10', { readFile: gate.readFile });
    const twenty = train.require(20);
    await gate.open('train-00.bin');
    await gate.open('train-01.bin');
    await twenty;
    expect(gate.files.slice(1, 4)).toEqual(['train-00.bin', 'test-00.bin', 'train-01.bin']);
    for (const file of ['test-00.bin', 'test-01.bin', 'train-02.bin', 'train-03.bin']) await gate.open(file);
  });

  it('names a missing shard, keeps what came before, and goes on when it is there again', async () => {
    const path = join(folder, 'train-01.bin');
    renameSync(path, `${path}.away`);
    const { train, test } = await openDataset('cifar-10', { readFile: createFileReader(folder) });
    const error = await catchError(train.require(34));
    expect(error).toMatchObject({ code: 'dataset-missing', details: { file: 'train-01.bin' } });
    expect(error.message).toContain('train-01.bin');
    await train.require(10);
    await test.require(14);
    expect(train.availableCount()).toBe(10);

    renameSync(`${path}.away`, path);
    await train.require(20);
    expect(gather(train, 10, 20).labels).toEqual(shuffleImages(SOURCE.train, 1).labels.slice(10, 20));
    await expect.poll(() => train.availableCount()).toBe(34);
  });

  it('stops the background stream quietly at a missing shard until someone asks for it', async () => {
    rmSync(join(folder, 'test-01.bin'));
    const log = createLog();
    await openDataset('cifar-10', { readFile: log.readFile });
    await expect.poll(() => log.files).toContain('test-01.bin');
    await settle();
    const before = log.files.length;
    await settle();
    expect(log.files).toHaveLength(before);
    expect(log.files).not.toContain('train-03.bin');
  });

  it.each([
    [
      'a flipped byte',
      (bytes: Uint8Array) => bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 1),
      /SHA-256/,
    ],
    ['a cut end', (bytes: Uint8Array) => bytes.slice(0, -7), /\d+ bytes \(expected \d+\)/],
    ['nothing in it', () => new Uint8Array(0), /0 bytes \(expected \d+\)/],
  ])('refuses a shard with %s, and takes it when it is repaired', async (_, damage, reason) => {
    const path = join(folder, 'train-00.bin');
    const whole = readFileSync(path);
    writeFileSync(path, damage(whole));
    const log = createLog();
    const { train } = await openDataset('cifar-10', { readFile: log.readFile });
    const error = await catchError(train.require(1));
    expect(error).toMatchObject({ code: 'dataset-damaged', details: { file: 'train-00.bin' } });
    expect(error.message).toMatch(reason);
    expect(error.message).toContain('train-00.bin');
    expect(train.availableCount()).toBe(0);
    await expect(train.require(1)).rejects.toMatchObject({ code: 'dataset-damaged' });

    writeFileSync(path, whole);
    await train.require(1);
    expect(gather(train, 0, 10).labels).toEqual(shuffleImages(SOURCE.train, 1).labels.slice(0, 10));
    expect(log.fresh).toContain('train-00.bin');
  });

  it.each([
    ['is too short', new Uint8Array(10), /10 bytes \(expected 190\)/],
    ['is too long', new Uint8Array(500), /more than 190 bytes/],
    ['has a label without a class', new Uint8Array(190).fill(4), /label 4 \(expected below 4\)/],
    ['is not gzip', undefined, /train-00\.bin is damaged/],
  ])('refuses a shard whose content %s although its hash is right', async (_, content, reason) => {
    const stored = content ? gzipSync(content) : new Uint8Array(100).fill(7);
    const [first, ...rest] = PACKED.manifest.splits.train.shards;
    const sha256 = createHash('sha256').update(stored).digest('hex');
    const shard: ShardManifest = { ...first!, sizeBytes: stored.length, sha256 };
    const { splits } = PACKED.manifest;
    writeFileSync(join(folder, 'train-00.bin'), stored);
    writeManifest({
      ...PACKED.manifest,
      splits: { ...splits, train: { ...splits.train, shards: [shard, ...rest] } },
    } satisfies DatasetManifest);
    const { train } = await openDataset('cifar-10', { readFile: createFileReader(folder) });
    const error = await catchError(train.require(1));
    expect(error).toMatchObject({ code: 'dataset-damaged', details: { file: 'train-00.bin' } });
    expect(error.message).toMatch(reason);
  });

  it.each([
    ['not JSON', '{"version": 1,'],
    ['of a later version', JSON.stringify({ ...PACKED.manifest, version: 2 })],
    ['of another data set', JSON.stringify({ ...PACKED.manifest, name: 'mnist' })],
    [
      'with a path that leaves the folder',
      JSON.stringify(PACKED.manifest).replace('train-00.bin', '../train-00.bin'),
    ],
    ['whose counts do not add up', JSON.stringify(PACKED.manifest).replace('"count":34', '"count":35')],
  ])('refuses a manifest that is %s', async (_, text) => {
    writeFileSync(join(folder, 'manifest.json'), text);
    await expect(openDataset('cifar-10', { readFile: createFileReader(folder) })).rejects.toMatchObject({
      code: 'dataset-damaged',
      details: { file: 'manifest.json', dataset: 'cifar-10' },
    });
  });

  it('says that a data set is missing when it has no manifest', async () => {
    rmSync(join(folder, 'manifest.json'));
    const error = await catchError(openDataset('cifar-10', { readFile: createFileReader(folder) }));
    expect(error).toMatchObject({ code: 'dataset-missing', details: { file: 'manifest.json' } });
  });

  it('cuts the splits and fetches only the shards it needs', async () => {
    const log = createLog();
    const { train, test } = await openDataset('cifar-10', {
      readFile: log.readFile,
      trainSize: 13,
      testSize: 10,
    });
    await Promise.all([train.require(13), test.require(10)]);
    await settle();
    expect(log.files).toEqual(['manifest.json', 'train-00.bin', 'test-00.bin', 'train-01.bin']);
    expect([train.count, train.shardCounts, train.availableCount()]).toEqual([13, [10, 3], 13]);
    expect([test.count, test.shardCounts]).toEqual([10, [10]]);
    expect(gather(train, 0, 13).labels).toEqual(shuffleImages(SOURCE.train, 1).labels.slice(0, 13));
  });

  it.each([
    [{ trainSize: 35 }, 'dataset.trainSize: 35 (expected 1 to 34)'],
    [{ trainSize: 0 }, 'dataset.trainSize: 0 (expected 1 to 34)'],
    [{ testSize: 1.5 }, 'dataset.testSize: 1.5 (expected 1 to 14)'],
  ])('refuses the size %o with its place in the recipe', async (sizes, message) => {
    const error = await catchError(openDataset('cifar-10', { readFile: createFileReader(folder), ...sizes }));
    expect(error).toMatchObject({ code: 'invalid-recipe', message });
  });

  it('ends a wait when it is cancelled, and lets the shard arrive for others', async () => {
    const gate = createGate();
    const { train } = await openDataset('cifar-10', { readFile: gate.readFile });
    const cancel = new AbortController();
    const cancelled = catchError(train.require(10, cancel.signal));
    const kept = train.require(10);
    cancel.abort();
    expect((await cancelled).name).toBe('AbortError');
    expect((await catchError(train.require(10, cancel.signal))).name).toBe('AbortError');
    await gate.open('train-00.bin');
    await kept;
    expect(train.availableCount()).toBe(10);
  });

  it('ends the stream when the whole data set is given up', async () => {
    const gate = createGate();
    const closing = new AbortController();
    const { train } = await openDataset('cifar-10', { readFile: gate.readFile, signal: closing.signal });
    const waiting = catchError(train.require(34));
    await gate.open('train-00.bin');
    await train.require(10);
    closing.abort();
    await gate.open('test-00.bin');
    await gate.open('train-01.bin');
    expect((await waiting).name).toBe('AbortError');
    await settle();
    expect(gate.files).not.toContain('test-01.bin');
    expect(gather(train, 0, 10).count).toBe(10);
  });

  it('refuses to wait for more images than there are', async () => {
    const { train } = await openDataset('cifar-10', { readFile: createFileReader(folder) });
    await expect(train.require(35)).rejects.toThrow('invalid image count: 35 (expected up to 34)');
  });
});

describe('openDataset with a cache', () => {
  function createMapCache(): ShardCache & { readonly kept: Map<string, Uint8Array<ArrayBuffer>> } {
    const kept = new Map<string, Uint8Array<ArrayBuffer>>();
    return {
      kept,
      get: async (sha256) => kept.get(sha256),
      put: async (sha256, bytes) => void kept.set(sha256, bytes),
      delete: async (sha256) => void kept.delete(sha256),
    };
  }

  async function openAll(readFile: ReadFile, cache: ShardCache) {
    const { train, test } = await openDataset('cifar-10', { readFile, cache });
    await Promise.all([train.require(34), test.require(14)]);
    return train;
  }

  it('reads every shard once and only the manifest the next time', async () => {
    const cache = createMapCache();
    await openAll(createFileReader(folder), cache);
    const again = createLog();
    const train = await openAll(again.readFile, cache);
    expect(again.files).toEqual(['manifest.json']);
    expect(gather(train, 0, 34)).toEqual(shuffleImages(SOURCE.train, 1));
  });

  it('throws out a shard that was damaged in the cache and reads it from its origin', async () => {
    const cache = createMapCache();
    await openAll(createFileReader(folder), cache);
    const { sha256 } = PACKED.manifest.splits.train.shards[2]!;
    const whole = cache.kept.get(sha256)!;
    cache.kept.set(sha256, whole.with(20, whole[20]! ^ 255));
    const again = createLog();
    const train = await openAll(again.readFile, cache);
    expect(again.files).toEqual(['manifest.json', 'train-02.bin']);
    expect(gather(train, 0, 34)).toEqual(shuffleImages(SOURCE.train, 1));
    expect(cache.kept.get(sha256)).toEqual(whole);
  });

  it('never keeps a damaged shard', async () => {
    const path = join(folder, 'train-00.bin');
    writeFileSync(path, readFileSync(path).fill(0, 30));
    const cache = createMapCache();
    const { train } = await openDataset('cifar-10', { readFile: createFileReader(folder), cache });
    await expect(train.require(1)).rejects.toMatchObject({ code: 'dataset-damaged' });
    expect([...cache.kept.keys()]).not.toContain(PACKED.manifest.splits.train.shards[0]!.sha256);
  });
});
