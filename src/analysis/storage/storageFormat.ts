import type { Paper } from '../../network/paper.ts';
import type { StoredMatrix } from '../../network/storageBytes.ts';

/** All storage formats, in the order in which they are shown. */
export const STORAGE_FORMAT_IDS = [
  'dense',
  'csr32',
  'csr16',
  'relative4',
  'relative5',
  'relative8',
  'bitmap',
  'twoOfFour',
  'gzip',
  'shared',
  'huffman',
] as const;

export type StorageFormatId = (typeof STORAGE_FORMAT_IDS)[number];

/** Shape of a layer's weight as a matrix: a row for each output, and in it `inputs · taps` columns. */
export interface MatrixShape {
  /** Outputs: filters, channels of a depthwise convolution, or units. */
  readonly rows: number;
  /** Channels or units that an output reads; 1 of a depthwise convolution. */
  readonly inputs: number;
  /** kernelH · kernelW; 1 of a dense layer. */
  readonly taps: number;
}

/** A layer's weight in PyTorch's order. */
export interface LayerMatrix extends MatrixShape {
  /** `[rows, inputs, taps]`; pruned weights are 0. */
  readonly values: Float32Array;
}

/** How many bits the formats that share weights spend. */
export interface StorageBits {
  /** Bits of the code of a shared weight, 1 to 8. */
  readonly weightBits: number;
  /** Bits of the number of zeros before an entry, 1 to 8. */
  readonly indexBits: number;
}

/** What Huffman coding made of one of the two streams of numbers. */
export interface StreamBits {
  /** Bits of one number before. */
  readonly fixed: number;
  /** Mean bits of one number after, the table of codes not counted; 0 where nothing is stored. */
  readonly mean: number;
  /** Entropy of the numbers in bits, each taken for itself; no code of single numbers has a smaller mean. */
  readonly entropy: number;
}

/**
 * A stored matrix. Only `bytes` count as its size: shape, entries and numbers of bits are a few numbers a layer, which the
 * papers do not count either.
 */
export interface EncodedMatrix {
  readonly bytes: Uint8Array;
  readonly shape: MatrixShape;
  /** Values that are stored: the non-zeros and those zeros that the format stores as well. */
  readonly entries: number;
  /** Of `huffman` alone. */
  readonly streams?: { readonly weights: StreamBits; readonly gaps: StreamBits };
}

/** Why a format cannot hold a matrix. */
export type StorageRefusal = 'rows-too-long' | 'inputs-not-by-four' | 'not-two-of-four' | 'not-finite';

/** A way to store a weight matrix. Zeros are values that equal 0; −0 comes back as 0 where zeros are not stored. */
export interface StorageFormat {
  readonly id: StorageFormatId;
  readonly paper?: Paper;
  /** True where every non-zero comes back bit for bit; else its shared value does. */
  readonly lossless: boolean;
  /** Why it cannot hold a matrix; undefined where it can. Absent for formats that hold every matrix. */
  maybeRefusal?(matrix: LayerMatrix): StorageRefusal | undefined;
  encode(matrix: LayerMatrix, bits: StorageBits): EncodedMatrix | Promise<EncodedMatrix>;
  /** `[rows, inputs, taps]`. Throws `invalid-weights` where bytes are missing or make no sense. */
  decode(encoded: EncodedMatrix, bits: StorageBits): Float32Array | Promise<Float32Array>;
  /** Bytes to expect, non-zeros lying at random, not rounded; absent where they depend on the values. */
  computeExpectedBytes?(matrix: StoredMatrix, bits: StorageBits): number;
}

/** Number of weights of a matrix. */
export function countWeights({ rows, inputs, taps }: MatrixShape): number {
  return rows * inputs * taps;
}

/** How many values are not 0. */
export function countNonzero(values: Float32Array): number {
  let count = 0;
  for (const value of values) if (value !== 0) count++;
  return count;
}

/** The 32 bits of each number. */
export function toWords({ buffer, byteOffset, length }: Float32Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length);
}
