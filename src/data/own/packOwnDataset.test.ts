import { describe, expect, it } from 'vitest';
import { AppError } from '../../base/errors.ts';
import type { OwnDatasetName } from '../dataset.ts';
import { manifestSchema } from '../manifestSchema.ts';
import { openDataset } from '../openDataset.ts';
import { verifyOwnDataset } from './nameOwnDataset.ts';
import type { OwnImages } from './ownImages.ts';
import { nameChoice, packOwnDataset } from './packOwnDataset.ts';

const COUNT = 60;
const SIZE = 28 * 28;
/** Images of 3 classes whose pixels all are their place. */
const IMAGES: OwnImages = {
  title: 'pets',
  classes: ['cat', 'dog', 'owl'],
  labels: Uint8Array.from({ length: COUNT }, (_, place) => place % 3),
  isTest: null,
  pixels: { grey: Uint8Array.from({ length: COUNT * SIZE }, (_, at) => Math.floor(at / SIZE)) },
  leftOut: [],
};
const CHOICE = { form: 'grey', testShare: 0.2 } as const;
const open = ({ manifest, files }: Awaited<ReturnType<typeof packOwnDataset>>) =>
  openDataset(manifest.name, { readFile: async (path) => files.get(path)! });

describe('packOwnDataset', () => {
  it('makes a data set that opens like the page’s own, stratified and with every image once', async () => {
    const packed = await packOwnDataset(IMAGES, CHOICE);
    expect(manifestSchema.parse(packed.manifest)).toEqual(packed.manifest);
    expect(packed.manifest.splits.test.countPerClass).toEqual([4, 4, 4]);
    const { train, test } = await open(packed);
    expect([train.count, test.count]).toEqual([48, 12]);
    const seen: number[] = [];
    for (const split of [train, test]) {
      await split.require(split.count);
      const [pixels, labels] = [new Uint8Array(SIZE), new Uint8Array(1)];
      for (let at = 0; at < split.count; at++) {
        split.gather(Uint32Array.of(at), pixels, labels);
        expect(labels[0]).toBe(pixels[0]! % 3);
        seen.push(pixels[0]!);
      }
    }
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, place) => place));
  });

  it('keeps to what is divided already', async () => {
    const isTest = Uint8Array.from({ length: COUNT }, (_, place) => Number(place < 6));
    const { manifest } = await packOwnDataset({ ...IMAGES, isTest }, CHOICE);
    expect(manifest.splits.test.countPerClass).toEqual([2, 2, 2]);
  });

  it('names the same images alike, and others, other classes or shares differently', async () => {
    const nameOf = (images: Partial<OwnImages>, testShare = 0.2) =>
      nameChoice({ ...IMAGES, ...images }, { form: 'grey', testShare });
    const name = await nameOf({});
    expect(name).toMatch(/^own:[0-9a-f]{64}$/);
    expect((await packOwnDataset({ ...IMAGES, title: 'other' }, CHOICE)).manifest.name).toBe(name);
    const pixels = { grey: IMAGES.pixels.grey!.with(5, 99) };
    const others = [
      await nameOf({ pixels }),
      await nameOf({ classes: ['a', 'b', 'c'] }),
      await nameOf({}, 0.3),
    ];
    expect(new Set([name, ...others]).size).toBe(4);
  });
});

describe('verifyOwnDataset', () => {
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'verified',
      (thrown: unknown) => (thrown instanceof AppError ? thrown.code : 'other'),
    );

  it('lets pass what is as its manifest and its name say, and nothing else', async () => {
    const { files, manifest } = await packOwnDataset(IMAGES, CHOICE);
    expect(await verifyOwnDataset(files)).toEqual(manifest);
    const without = new Map([...files].filter(([name]) => name !== 'test-00.bin'));
    expect(await codeOf(verifyOwnDataset(without))).toBe('dataset-missing');
    const changed = new Map(files).set('test-00.bin', files.get('test-00.bin')!.with(30, 1));
    expect(await codeOf(verifyOwnDataset(changed))).toBe('dataset-damaged');
    const named = (name: OwnDatasetName) =>
      new Map(files).set('manifest.json', new TextEncoder().encode(JSON.stringify({ ...manifest, name })));
    expect(await codeOf(verifyOwnDataset(named(`own:${'0'.repeat(64)}`)))).toBe('dataset-damaged');
    expect(await codeOf(verifyOwnDataset(named(manifest.name as OwnDatasetName)))).toBe('verified');
  });
});
