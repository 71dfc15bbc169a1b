import type { WeightedNode } from '../../network/spec.ts';
import type { StorageFormatId, StorageRefusal, StreamBits } from './storageFormat.ts';

/** Size of one layer in one format. */
export interface StoredSize {
  /**
   * Bytes of the weight as encoded, and 4 for each bias; shape and numbers of bits are not counted. null where the format
   * cannot hold the layer.
   */
  readonly bytes: number | null;
  /** The same by formula, non-zeros lying at random, not rounded; null where it depends on the values, or as above. */
  readonly expectedBytes: number | null;
  /** Zeros stored among the non-zeros: the fillers of formats with relative places. null as above. */
  readonly fillers: number | null;
  /** Why the format cannot hold the layer; null where it can. */
  readonly refusal: StorageRefusal | null;
}

/** Bits of the numbers that `huffman` codes, fillers counted among them. */
export interface HuffmanBits {
  /** Codes of shared weights. */
  readonly weights: StreamBits;
  /** Zeros before each. */
  readonly gaps: StreamBits;
}

/** Sizes of one layer. */
export interface LayerStorage {
  readonly layer: string;
  readonly kind: WeightedNode['kind'];
  /** Outputs. */
  readonly rows: number;
  /** Inputs · kernelH · kernelW. */
  readonly columns: number;
  /** Without biases. */
  readonly weights: number;
  /** Weights that are kept and not 0. */
  readonly nonzero: number;
  readonly biases: number;
  readonly sizes: Readonly<Record<StorageFormatId, StoredSize>>;
  /** null where weights are not finite. */
  readonly huffman: HuffmanBits | null;
}

/** Size of a whole network in one format. */
export interface TotalSize {
  /**
   * Bytes of all layers and of γ and β of normalisations, 4 each. Layers that the format cannot hold are counted dense; null
   * where it can hold none.
   */
  readonly bytes: number | null;
  /** The same by formula; null where one layer has none. */
  readonly expectedBytes: number | null;
  /** Of the layers that the format holds. */
  readonly fillers: number | null;
  /** Layers that the format cannot hold. */
  readonly denseLayers: number;
}

export interface StorageTotals {
  readonly weights: number;
  readonly nonzero: number;
  readonly biases: number;
  /** γ and β of batch normalisations. */
  readonly normalizations: number;
  readonly sizes: Readonly<Record<StorageFormatId, TotalSize>>;
  /** Means over all entries of all layers; null where a layer has none. */
  readonly huffman: HuffmanBits | null;
}

/** Bytes of a network in every storage format, by encoding it. */
export interface StorageReport {
  /** In the order of the network. */
  readonly layers: readonly LayerStorage[];
  readonly totals: StorageTotals;
}
