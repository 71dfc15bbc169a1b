import { decode, encode } from 'fast-png';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../base/errors.ts';
import { toRgb } from '../../data/picture.ts';
import type { BroughtFile } from '../protocol.ts';
import type { JobContext } from '../serveJobs.ts';
import type { DecodePicture } from './decodePicture.ts';
import { createOwnDataJobs } from './ownDataJobs.ts';
import { readOwnImages } from './readOwnImages.ts';
import { chooseForm, summarizeImages } from './summarizeImages.ts';

const OPEN = { preset: 'lenet-5' };
/** A PNG of one colour; 1 channel is grey. */
const png = (side: number, ...color: number[]) =>
  encode({
    width: side,
    height: side,
    channels: color.length,
    data: Uint8Array.from({ length: side * side * color.length }, (_, at) => color[at % color.length]!),
  });
const decodePng: DecodePicture = async (bytes) => {
  try {
    const { width, height, channels, data } = decode(bytes);
    const rgba = Array.from({ length: width * height * 4 }, (_, at) =>
      at % 4 === 3 ? 255 : data[Math.floor(at / 4) * channels + (channels === 1 ? 0 : at % 4)]!,
    );
    return toRgb({ width, height, data: rgba });
  } catch {
    return 'damaged';
  }
};
const brought = (path: string, bytes: Uint8Array): BroughtFile => ({
  path,
  file: new File([bytes as BlobPart], path.replace(/^.*\//, '')),
});
const PETS = {
  'pets/cats/1.png': png(28, 10),
  'pets/cats/2.png': png(56, 20),
  'pets/dogs/1.png': png(28, 200),
  'pets/dogs/2.png': png(28, 210),
  'pets/dogs/3.png': new Uint8Array(40),
  'pets/readme.txt': new Uint8Array(3),
};
const read = (files: readonly BroughtFile[]) => readOwnImages(files, { decode: decodePng });
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.details.refusal : thrown),
  );
const idx = (shape: readonly number[], values: readonly number[]) =>
  Uint8Array.of(
    0,
    0,
    8,
    shape.length,
    ...shape.flatMap((length) => [0, 0, length >> 8, length & 255]),
    ...values,
  );

describe('images in files', () => {
  it('are the same from a folder and from a zip of it, and what cannot be read is left out', async () => {
    const folder = await read(Object.entries(PETS).map(([path, bytes]) => brought(path, bytes)));
    const zip = await read([brought('my pets.zip', zipSync(PETS))]);
    expect({ ...zip, title: 'pets' }).toEqual(folder);
    expect(zip.title).toBe('my pets');
    expect(folder.classes).toEqual(['cats', 'dogs']);
    expect([...folder.labels]).toEqual([0, 0, 1, 1]);
    expect([0, 1, 2, 3].map((place) => folder.pixels.grey![place * 784])).toEqual([10, 20, 200, 210]);
    expect(folder.leftOut).toEqual([
      { reason: 'not-a-picture', count: 1, example: 'pets/readme.txt' },
      { reason: 'damaged', count: 1, example: 'pets/dogs/3.png' },
    ]);
  });

  it('are those of several zips by their names', async () => {
    const half = (split: string) =>
      brought(`${split}.zip`, zipSync({ 'a/1.png': png(28, 1), 'b/1.png': png(28, 2) }));
    const { isTest, classes } = await read([half('train'), half('test')]);
    expect([classes, [...isTest!]]).toEqual([
      ['a', 'b'],
      [1, 1, 0, 0],
    ]);
  });

  it('are refused where too few are left once they are read', async () => {
    const files = ['a/1.png', 'a/2.png', 'b/1.png', 'b/2.png'].map((path) =>
      brought(path, path.startsWith('a') ? png(28, 5) : new Uint8Array(9)),
    );
    expect(await refusalOf(read(files))).toBe('one-class');
    expect(await refusalOf(read([brought('a.zip', new Uint8Array(50))]))).toBe('damaged-zip');
  });

  it('of IDX files keep their pixels and are named by their labels, with test images of their own', async () => {
    const pixels = Array.from({ length: 4 * 784 }, (_, at) => at % 251);
    const {
      classes,
      labels,
      isTest,
      pixels: found,
    } = await read([
      brought('train-images-idx3-ubyte', idx([4, 28, 28], pixels)),
      brought('train-labels-idx1-ubyte.gz', gzipSync(idx([4], [3, 12, 3, 12]))),
      brought('t10k-images-idx3-ubyte', idx([2, 28, 28], pixels.slice(0, 2 * 784))),
      brought('t10k-labels-idx1-ubyte', idx([2], [12, 3])),
    ]);
    expect(classes).toEqual(['3', '12']);
    expect([...labels]).toEqual([0, 1, 0, 1, 1, 0]);
    expect([...isTest!]).toEqual([0, 0, 0, 0, 1, 1]);
    expect([...found.grey!.subarray(0, 4 * 784)]).toEqual(pixels);
    expect(found.colour).toBeUndefined();
  });

  it('of IDX files are refused where they are damaged or do not belong together', async () => {
    const images = brought('images-idx3-ubyte', idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]));
    expect(await refusalOf(read([images]))).toBe('unpaired-idx');
    expect(await refusalOf(read([images, brought('labels-idx1-ubyte', idx([3], [0, 1, 2]))]))).toBe(
      'damaged-idx',
    );
    expect(await refusalOf(read([images, brought('labels-idx1-ubyte.gz', idx([2], [0, 1]))]))).toBe(
      'damaged-idx',
    );
  });
});

describe('the summary of images', () => {
  it('counts classes, shows some of all, and names the network each form would have', async () => {
    const images = await read([brought('pets.zip', zipSync(PETS))]);
    const summary = summarizeImages(images, { preset: 'resnet-20' });
    expect(summary.classes).toEqual([
      { name: 'cats', images: 2, test: null },
      { name: 'dogs', images: 2, test: null },
    ]);
    expect(summary.samples.map(({ label, pixels }) => [label, pixels.grey?.[0]])).toEqual([
      [0, 10],
      [1, 200],
      [0, 20],
      [1, 210],
    ]);
    expect(summary.networks).toEqual({ grey: expect.any(String), colour: 'resnet-20' });
  });

  it('suggests colour where images have colours', async () => {
    const of = async (...color: number[]) =>
      chooseForm(
        await read(
          ['a/1.png', 'a/2.png', 'b/1.png', 'b/2.png'].map((path) => brought(path, png(32, ...color))),
        ),
      );
    expect(await of(90)).toBe('grey');
    expect(await of(90, 95, 88)).toBe('grey');
    expect(await of(200, 30, 30)).toBe('colour');
  });
});

describe('taking images in', () => {
  const context = {
    signal: new AbortController().signal,
    onProgress: () => {},
  } as unknown as JobContext<never>;
  const values = Array.from({ length: 10 * 784 }, (_, at) => at % 256);
  const files = [
    brought('images-idx3-ubyte', idx([10, 28, 28], values)),
    brought('labels-idx1-ubyte', idx([10], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1])),
  ];

  it('keeps them under the name that the recipe has, with an output for each class', async () => {
    const kept = new Map<string, ReadonlyMap<string, unknown>>();
    const ownData = {
      put: async (name: string, packed: ReadonlyMap<string, unknown>) => void kept.set(name, packed),
    };
    const jobs = createOwnDataJobs({ ownData } as never);
    await jobs.inspectImages({ files, open: OPEN }, context);
    const recipe = await jobs.importImages({ form: 'grey', testShare: 0.4, open: OPEN }, context);
    expect([...(kept.get(recipe.dataset.name)?.keys() ?? [])].sort()).toEqual([
      'manifest.json',
      'test-00.bin',
      'train-00.bin',
    ]);
    expect('spec' in recipe.network && recipe.network.spec.nodes.at(-1)).toMatchObject({ units: 2 });
    expect(recipe.weights).toBeUndefined();

    // A recipe that waits for them finds them with another share too.
    const { name } = recipe.dataset;
    const awaited = { form: 'grey', testShare: 0.2, open: OPEN, awaited: name } as const;
    expect((await jobs.importImages(awaited, context)).dataset.name).toBe(name);
    const others = { ...awaited, awaited: `own:${'0'.repeat(64)}` };
    expect((await jobs.importImages(others, context)).dataset.name).not.toBe(name);
    await jobs.forgetImages({}, context);
    expect(await refusalOf(jobs.importImages(awaited, context))).toBe('forgotten');
  });
});
