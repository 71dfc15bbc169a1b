import { describe, expect, it } from 'vitest';
import { computeSharedRate } from './computeSharedRate.ts';
import type { EncodedMatrix, LayerMatrix, StorageBits, StorageFormatId } from './storageFormat.ts';
import { STORAGE_FORMATS } from './storageFormats.ts';
import { createRandomMatrix } from './testMatrices.ts';

const encode = async (id: StorageFormatId, matrix: LayerMatrix, bits: StorageBits): Promise<EncodedMatrix> =>
  STORAGE_FORMATS[id].encode(matrix, bits);

const ANY_BITS = { weightBits: 5, indexBits: 5 };

interface PublishedLayer {
  readonly name: string;
  readonly rows: number;
  readonly inputs: number;
  readonly taps: number;
  readonly kept: number;
  readonly weightBits: number;
  /** Bits after Huffman coding, and rates in percent. */
  readonly codedBits: number;
  readonly rate: number;
  readonly codedRate: number;
}

/** Han et al. 2016, arXiv 1510.00149, tables 2 and 3; 5 bits of index everywhere. */
const PUBLISHED: readonly PublishedLayer[] = (
  [
    ['LeNet-300-100 ip1', 300, 784, 1, 0.08, 6, 4.4, 3.1, 2.32],
    ['LeNet-300-100 ip2', 100, 300, 1, 0.09, 6, 4.4, 3.8, 3.04],
    ['LeNet-300-100 ip3', 10, 100, 1, 0.26, 6, 4.3, 15.7, 12.7],
    ['LeNet-5 conv1', 20, 1, 25, 0.66, 8, 7.2, 78.5, 67.45],
    ['LeNet-5 conv2', 50, 20, 25, 0.12, 8, 7.2, 6.0, 5.28],
    ['LeNet-5 ip1', 500, 800, 1, 0.08, 5, 4.5, 2.7, 2.45],
    ['LeNet-5 ip2', 10, 500, 1, 0.19, 5, 5.2, 6.9, 6.13],
  ] as const
).map(([name, rows, inputs, taps, kept, weightBits, codedBits, rate, codedRate]) => {
  return { name, rows, inputs, taps, kept, weightBits, codedBits, rate, codedRate };
});

const countOf = ({ rows, inputs, taps }: PublishedLayer) => rows * inputs * taps;

const draw = (layer: PublishedLayer): LayerMatrix => {
  const { rows, inputs, taps, kept } = layer;
  return createRandomMatrix({ rows, inputs, taps }, Math.round(kept * countOf(layer)), 11);
};

describe('the rates of Deep Compression (METHODS E10)', () => {
  it.each(PUBLISHED)('$name: $rate % by formula, without and with biases, to half a point', (layer) => {
    const size = { density: layer.kept, weights: countOf(layer), weightBits: layer.weightBits, indexBits: 5 };
    for (const biases of [0, layer.rows]) {
      expect(Math.abs(100 * computeSharedRate({ ...size, biases }) - layer.rate)).toBeLessThanOrEqual(0.5);
    }
  });

  it.each(PUBLISHED)('$name: $rate % by encoding a random matrix of its size', async (layer) => {
    const bits = { weightBits: layer.weightBits, indexBits: 5 };
    const { bytes } = await encode('shared', draw(layer), bits);
    const weights = countOf(layer);
    const rate = bytes.length / (4 * weights);
    expect(Math.abs(100 * rate - layer.rate)).toBeLessThanOrEqual(0.5);
    const expected = computeSharedRate({ density: layer.kept, weights, ...bits });
    expect(Math.abs(rate / expected - 1)).toBeLessThan(0.01);
  });

  it.each([
    ['LeNet-300-100', 32],
    ['LeNet-5', 33],
  ])('%s as a whole: about %i times smaller', (net, printed) => {
    const layers = PUBLISHED.filter(({ name }) => name.startsWith(net));
    const sum = (pick: (layer: PublishedLayer) => number) =>
      layers.reduce((total, layer) => total + pick(layer), 0);
    const all = (layer: PublishedLayer) => countOf(layer) + layer.rows;
    const stored = sum((layer) => {
      const size = { density: layer.kept, weights: countOf(layer), biases: layer.rows };
      return all(layer) * computeSharedRate({ ...size, weightBits: layer.weightBits, indexBits: 5 });
    });
    expect(Math.abs(sum(all) / stored / printed - 1)).toBeLessThan(0.05);
  });
});

describe('Huffman coding of gaps', () => {
  it.each(PUBLISHED)('comes near the entropy of random places in $name', async (layer) => {
    const { streams } = await encode('huffman', draw(layer), { weightBits: layer.weightBits, indexBits: 5 });
    // A gap below 31 is geometric; 31 is all that is longer, filler or not.
    const zeros = 1 - layer.kept;
    const shares = Array.from({ length: 32 }, (_, gap) => zeros ** gap * (gap < 31 ? layer.kept : 1));
    const entropy = -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
    const few = layer.kept * countOf(layer) < 5000;
    expect(Math.abs(streams!.gaps.entropy - entropy)).toBeLessThan(few ? 0.2 : 0.02);
    expect(streams!.gaps.mean).toBeGreaterThanOrEqual(streams!.gaps.entropy);
    expect(streams!.gaps.mean).toBeLessThan(streams!.gaps.entropy + 0.15);
    expect(streams!.gaps.mean).toBeLessThanOrEqual(5);
  });

  it.each(PUBLISHED)('costs in $name at most its tables more than without', async (layer) => {
    const bits = { weightBits: layer.weightBits, indexBits: 5 };
    const matrix = draw(layer);
    const [plain, coded] = [await encode('shared', matrix, bits), await encode('huffman', matrix, bits)];
    // Two lengths of the longest code, and for each symbol at most 4 bits.
    const tableBytes = Math.ceil((12 + 4 * (2 ** layer.weightBits + 32)) / 8);
    expect(coded.bytes.length).toBeLessThanOrEqual(plain.bytes.length + tableBytes);
    expect(coded.entries).toBe(plain.entries);
  });
});

describe('LeNet-300-100 at 8, 9 and 26 % (METHODS §2.6)', () => {
  const layers = PUBLISHED.slice(0, 3).map(draw);
  const sizeOf = async (id: StorageFormatId) => {
    const encoded = await Promise.all(layers.map((matrix) => encode(id, matrix, ANY_BITS)));
    return encoded.reduce((sum, { bytes }) => sum + bytes.length, 0);
  };

  it.each([
    ['dense', 1_064_800],
    ['bitmap', 120_379],
    ['csr32', 175_860],
    // 6 bytes for each of 21,776 non-zeros, 4 for each of 410 + 3 row starts.
    ['csr16', 132_308],
  ] as const)('takes as %s exactly %i bytes', async (id, bytes) => {
    expect(await sizeOf(id)).toBe(bytes);
  });

  it.each([
    ['relative5', 107_800],
    ['relative8', 108_900],
    ['relative4', 131_700],
  ] as const)('takes as %s about %i bytes', async (id, bytes) => {
    expect(Math.abs((await sizeOf(id)) / bytes - 1)).toBeLessThan(0.005);
  });

  it('makes 4 bits of index worse than 5, and 5 about as good as 8', async () => {
    const [four, five, eight] = [
      await sizeOf('relative4'),
      await sizeOf('relative5'),
      await sizeOf('relative8'),
    ];
    expect(four / five).toBeGreaterThan(1.2);
    expect(Math.abs(five / eight - 1)).toBeLessThan(0.02);
  });
});
