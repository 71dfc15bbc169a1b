import { describe, expect, it } from 'vitest';
import { AppError } from '../../base/errors.ts';
import { checkIdxPair, isIdxName, pairIdx } from './pairIdx.ts';
import { parseIdx } from './parseIdx.ts';

const IMAGES = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 11, 12, 13);
const LABELS = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9);

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.details.refusal;
  }
  throw new Error('it was not refused');
}

describe('parseIdx', () => {
  it('reads shape and values behind the header', () => {
    expect(parseIdx('a', IMAGES)).toEqual({ shape: [2, 1, 2], values: Uint8Array.of(10, 11, 12, 13) });
    expect(parseIdx('a', LABELS)).toEqual({ shape: [2], values: Uint8Array.of(7, 9) });
  });

  it('reads from the middle of a buffer', () => {
    const around = Uint8Array.of(1, 2, 3, ...LABELS);
    expect(parseIdx('a', around.subarray(3)).values).toEqual(Uint8Array.of(7, 9));
  });

  it('refuses other magic numbers, kinds of value and axes, and says what it found', () => {
    expect(() => parseIdx('a', IMAGES.with(0, 1))).toThrow('a: begins with 0x01000803');
    expect(() => parseIdx('a', IMAGES.with(2, 13))).toThrow('begins with 0x00000d03');
    expect(() => parseIdx('a', IMAGES.with(3, 9))).toThrow('9 axes (expected 1 to 4)');
    expect(() => parseIdx('a', IMAGES.with(3, 0))).toThrow('0 axes');
  });

  it('refuses cut and overlong files', () => {
    expect(() => parseIdx('a', IMAGES.subarray(0, 19))).toThrow('3 values for 2×1×2 (expected 4)');
    expect(() => parseIdx('a', Uint8Array.of(...LABELS, 1))).toThrow('3 values for 2 (expected 2)');
    expect(refusalOf(() => parseIdx('a', IMAGES.subarray(0, 6)))).toBe('damaged-idx');
  });
});

describe('checkIdxPair', () => {
  const images = parseIdx('a', IMAGES);
  const labels = parseIdx('b', LABELS);

  it('lets images with as many labels pass, coloured ones too', () => {
    expect(() => checkIdxPair({ images, labels }, 'a')).not.toThrow();
    const coloured = { shape: [2, 1, 1, 3], values: new Uint8Array(6) };
    expect(() => checkIdxPair({ images: coloured, labels }, 'a')).not.toThrow();
  });

  it('refuses another number of labels, other shapes, and sides that are too long', () => {
    const pair = (shape: number[]) => ({ images: { shape, values: images.values }, labels });
    expect(() => checkIdxPair({ images, labels: { shape: [3], values: new Uint8Array(3) } }, 'a')).toThrow(
      'a: 2 images and 3 labels (expected as many)',
    );
    expect(() => checkIdxPair(pair([2, 2]), 'a')).toThrow('images of shape 2×2');
    expect(() => checkIdxPair(pair([2, 1, 1, 2]), 'a')).toThrow('images of shape 2×1×1×2');
    expect(() => checkIdxPair(pair([2, 1, 5000]), 'a')).toThrow('sides of 1 to 4096');
    expect(() => checkIdxPair({ images, labels: images }, 'a')).toThrow('labels of shape 2×1×2');
  });
});

describe('pairIdx', () => {
  const names = ['train', 't10k'].flatMap((split) => [
    `x/${split}-images-idx3-ubyte`,
    `x/${split}-labels-idx1-ubyte.gz`,
  ]);

  it('knows IDX files by their names, with dots and in other letters too', () => {
    expect(names.every(isIdxName)).toBe(true);
    expect(
      ['train-images.idx3-ubyte', 'IMAGES-IDX3-UBYTE', 'emnist-letters-test-images-idx3-ubyte.gz'].every(
        isIdxName,
      ),
    ).toBe(true);
    expect(['train.csv', 'images.png', 'train-images-idx3-ubyte.zip'].some(isIdxName)).toBe(false);
  });

  it('puts images and labels together, for training and for testing', () => {
    expect(pairIdx(names.toReversed())).toEqual({
      train: { images: names[0], labels: names[1] },
      test: { images: names[2], labels: names[3] },
    });
    expect(pairIdx(names.slice(2))).toEqual({ train: { images: names[2], labels: names[3] }, test: null });
  });

  it('refuses what has no other half, and more than one data set', () => {
    expect(refusalOf(() => pairIdx(names.slice(0, 3)))).toBe('unpaired-idx');
    const others = ['a-images-idx3-ubyte', 'a-labels-idx1-ubyte'];
    expect(refusalOf(() => pairIdx([...names, ...others]))).toBe('several-idx');
    expect(refusalOf(() => pairIdx([...names, `y/${names[0]!.slice(2)}`]))).toBe('several-idx');
  });
});
