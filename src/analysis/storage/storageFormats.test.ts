import { describe, expect, it } from 'vitest';
import { computeBitmapBytes, computeCsrBytes, computeDenseBytes } from '../../network/storageBytes.ts';
import { shareWeights } from './shareWeights.ts';
import {
  countNonzero,
  type LayerMatrix,
  STORAGE_FORMAT_IDS,
  type StorageBits,
  type StorageFormatId,
} from './storageFormat.ts';
import { STORAGE_FORMATS } from './storageFormats.ts';
import { createRandomMatrix, createTwoOfFourMatrix, listTestMatrices } from './testMatrices.ts';

const BITS: StorageBits = { weightBits: 5, indexBits: 5 };
const MATRICES = listTestMatrices();
/** Formats that store zeros keep their sign. */
const KEEPS_SIGN = new Set<StorageFormatId>(['dense', 'gzip', 'twoOfFour']);

const toBits = (values: Float32Array) => [...new Uint32Array(values.buffer, 0, values.length)];

/** What comes out of a format: the values, or the shared ones. */
function expectValues(id: StorageFormatId, { values }: LayerMatrix, bits: StorageBits): Float32Array {
  if (!STORAGE_FORMATS[id].lossless) {
    const { codebook, codes } = shareWeights(values, bits.weightBits);
    return Float32Array.from(codes, (code) => codebook[code]!);
  }
  return KEEPS_SIGN.has(id) ? values : values.map((value) => (value === 0 ? 0 : value));
}

async function roundTrip(id: StorageFormatId, matrix: LayerMatrix, bits: StorageBits) {
  const format = STORAGE_FORMATS[id];
  const encoded = await format.encode(matrix, bits);
  return { encoded, decoded: await format.decode(encoded, bits) };
}

describe.each(STORAGE_FORMAT_IDS)('the format %s', (id) => {
  const format = STORAGE_FORMATS[id];
  const held = MATRICES.filter(([, matrix]) => format.maybeRefusal?.(matrix) === undefined);

  it('is entered under its id', () => {
    expect(format.id).toBe(id);
  });

  it.each(held)('gives back %s', async (_, matrix) => {
    const before = toBits(matrix.values);
    const { encoded, decoded } = await roundTrip(id, matrix, BITS);
    expect(toBits(decoded)).toEqual(toBits(expectValues(id, matrix, BITS)));
    expect(encoded.entries).toBeGreaterThanOrEqual(countNonzero(matrix.values));
    expect(toBits(matrix.values)).toEqual(before);
  });

  it('refuses bytes that end early', async () => {
    const { encoded } = await roundTrip(id, createTwoOfFourMatrix({ rows: 4, inputs: 8, taps: 1 }, 5), BITS);
    const cut = { ...encoded, bytes: encoded.bytes.subarray(0, encoded.bytes.length - 5) };
    await expect(async () => format.decode(cut, BITS)).rejects.toMatchObject({ code: 'invalid-weights' });
  });
});

describe('STORAGE_FORMATS', () => {
  it('holds every matrix in every format but 2:4, which wants two of four', () => {
    for (const id of STORAGE_FORMAT_IDS.filter((each) => each !== 'twoOfFour')) {
      for (const [, matrix] of MATRICES) expect(STORAGE_FORMATS[id].maybeRefusal?.(matrix)).toBeUndefined();
    }
  });

  it('encodes into exactly the bytes of the formulas that cost and budgets are counted by', async () => {
    for (const [name, matrix] of MATRICES) {
      const counts = {
        weights: matrix.values.length,
        nonzero: countNonzero(matrix.values),
        rows: matrix.rows,
      };
      const lengthOf = async (id: StorageFormatId) =>
        (await STORAGE_FORMATS[id].encode(matrix, BITS)).bytes.length;
      expect(await lengthOf('dense'), name).toBe(computeDenseBytes(counts));
      expect(await lengthOf('csr32'), name).toBe(computeCsrBytes(counts, 32));
      expect(await lengthOf('csr16'), name).toBe(computeCsrBytes(counts, 16));
      expect(await lengthOf('bitmap'), name).toBe(computeBitmapBytes(counts));
    }
  });

  it('gives shared weights back with every number of bits, for weights and for gaps', async () => {
    const matrix = createRandomMatrix({ rows: 20, inputs: 50, taps: 1 }, 60, 2);
    for (let weightBits = 1; weightBits <= 8; weightBits++) {
      for (let indexBits = 1; indexBits <= 8; indexBits++) {
        const bits = { weightBits, indexBits };
        for (const id of ['shared', 'huffman'] as const) {
          const { encoded, decoded } = await roundTrip(id, matrix, bits);
          expect(toBits(decoded)).toEqual(toBits(expectValues(id, matrix, bits)));
          if (id === 'huffman') continue;
          const entryBits = encoded.entries * (weightBits + indexBits);
          expect(encoded.bytes.length).toBe(4 * 2 ** weightBits + Math.ceil(entryBits / 8));
        }
      }
    }
  });

  it('keeps a not-a-number where weights are not shared, and refuses to share it', async () => {
    const matrix = { rows: 1, inputs: 4, taps: 1, values: Float32Array.of(0, Number.NaN, 0, 1) };
    for (const id of STORAGE_FORMAT_IDS) {
      if (STORAGE_FORMATS[id].lossless) {
        expect([...(await roundTrip(id, matrix, BITS)).decoded]).toEqual([0, Number.NaN, 0, 1]);
      } else {
        expect(STORAGE_FORMATS[id].maybeRefusal!(matrix)).toBe('not-finite');
      }
    }
  });
});

describe('16-bit columns', () => {
  it('hold rows of 65,536 columns and no longer ones', async () => {
    const widest = createRandomMatrix({ rows: 1, inputs: 65_536, taps: 1 }, 9, 1);
    widest.values[65_535] = 1;
    expect(STORAGE_FORMATS.csr16.maybeRefusal!(widest)).toBeUndefined();
    const { decoded } = await roundTrip('csr16', widest, BITS);
    expect(toBits(decoded)).toEqual(toBits(widest.values));
    const wider = createRandomMatrix({ rows: 1, inputs: 65_537, taps: 1 }, 9, 1);
    expect(STORAGE_FORMATS.csr16.maybeRefusal!(wider)).toBe('rows-too-long');
    expect(STORAGE_FORMATS.csr32.maybeRefusal!(wider)).toBeUndefined();
  });
});

describe('2:4', () => {
  it.each([[{ rows: 16, inputs: 64, taps: 1 }], [{ rows: 4, inputs: 8, taps: 9 }]])(
    'takes .53125 of the dense bytes of %o (METHODS E14)',
    async (shape) => {
      const matrix = createTwoOfFourMatrix(shape, 1);
      const { bytes } = await STORAGE_FORMATS.twoOfFour.encode(matrix, BITS);
      expect(bytes.length / (4 * matrix.values.length)).toBe(0.53125);
    },
  );

  it('groups inputs, not the taps of a filter', () => {
    // Four inputs at two taps: tap 0 has inputs 0 and 3, tap 1 has inputs 1 and 2.
    const values = Float32Array.of(1, 0, 0, 2, 0, 3, 4, 0);
    expect(STORAGE_FORMATS.twoOfFour.maybeRefusal!({ rows: 1, inputs: 4, taps: 2, values })).toBeUndefined();
    // The same list as eight inputs of a dense layer still has two of four; with a third value in a group it has not.
    const three = Float32Array.of(1, 0, 1, 2, 1, 3, 4, 0);
    expect(STORAGE_FORMATS.twoOfFour.maybeRefusal!({ rows: 1, inputs: 4, taps: 2, values: three })).toBe(
      'not-two-of-four',
    );
    expect(STORAGE_FORMATS.twoOfFour.maybeRefusal!({ rows: 4, inputs: 2, taps: 1, values })).toBe(
      'inputs-not-by-four',
    );
  });

  it('stores values first, then which of the four they are', async () => {
    const matrix = { rows: 1, inputs: 4, taps: 1, values: Float32Array.of(0, 0, 0, 1.5) };
    const { bytes, entries } = await STORAGE_FORMATS.twoOfFour.encode(matrix, BITS);
    // 0 at member 0, then 1.5 = 0x3fc00000 at member 3.
    expect([...bytes]).toEqual([0, 0, 0, 0, 0, 0, 0xc0, 0x3f, 0b1100]);
    expect(entries).toBe(2);
  });
});

describe('gzip', () => {
  it('shrinks a pruned matrix and begins like a gzip file', async () => {
    const { bytes } = await STORAGE_FORMATS.gzip.encode(
      createRandomMatrix({ rows: 30, inputs: 100, taps: 1 }, 240, 1),
      BITS,
    );
    expect([...bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    expect(bytes.length).toBeLessThan(0.2 * 12_000);
  });
});
