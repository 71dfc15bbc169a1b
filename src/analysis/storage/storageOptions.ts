import type { NetworkSpec, WeightedNode } from '../../network/spec.ts';
import type { StorageBits } from './storageFormat.ts';

/** Bits that shared weights are stored with. Each is 1 to 8. */
export interface StorageOptions {
  /** Bits of a weight's code in convolutions. */
  readonly convBits: number;
  /** Bits of a weight's code in dense layers. */
  readonly denseBits: number;
  /** Bits of the number of zeros before an entry, in every layer. */
  readonly indexBits: number;
}

/** The bits of LeNet-5 (Han et al. 2016, arXiv 1510.00149, table 3). */
export const DEFAULT_STORAGE_OPTIONS: StorageOptions = { convBits: 8, denseBits: 5, indexBits: 5 };

/** The bits that the paper takes for a network of this kind: one of dense layers alone has 6 of a weight (table 2). */
export function toDefaultStorageOptions({ nodes }: NetworkSpec): StorageOptions {
  const hasConvolution = nodes.some(({ kind }) => kind === 'conv2d' || kind === 'depthwiseConv2d');
  return hasConvolution ? DEFAULT_STORAGE_OPTIONS : { ...DEFAULT_STORAGE_OPTIONS, denseBits: 6 };
}

/** The bits that one layer is stored with. */
export function toStorageBits(
  { kind }: Pick<WeightedNode, 'kind'>,
  { convBits, denseBits, indexBits }: StorageOptions,
): StorageBits {
  return { weightBits: kind === 'dense' ? denseBits : convBits, indexBits };
}
