/** A layer's weights W, one row per output and one column per input. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** `[columns, rows]`, rows fastest: the memory order of a dense layer's weight, `[in, out]`. */
  readonly values: Float32Array;
}

/** What one processing element (PE) holds of a matrix: its own rows of every column, without most of the zeros. */
export interface EncodedPart {
  /** v, `[entries]`: a weight, or 0 for padding. */
  readonly values: Float32Array;
  /** z, `[entries]`: zeros before the entry among the PE's own rows of the column; at most 2^indexBits − 1. */
  readonly zeros: Uint8Array;
  /** p, `[columns + 1]`: column j is the entries from `pointers[j]` to below `pointers[j + 1]`. */
  readonly pointers: Uint32Array;
}

/** A matrix by compressed sparse columns, its rows dealt out to PEs in turn (Han et al. 2016, §III). */
export interface EncodedColumns {
  readonly rows: number;
  readonly columns: number;
  /** Bits of z, 1…8. */
  readonly indexBits: number;
  /** `[PEs]`: part k holds the rows k, k + PEs, k + 2 · PEs, … */
  readonly parts: readonly EncodedPart[];
}
