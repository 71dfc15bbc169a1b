import type { EncodedColumns } from './encodedColumns.ts';

/** Size of an encoded matrix over all PEs, without the table of shared weights and without biases. */
export interface EncodedBits {
  /** v, of padding too. */
  readonly valueBits: number;
  /** z. */
  readonly indexBits: number;
  /** p: columns + 1 pointers for each PE. */
  readonly pointerBits: number;
  readonly totalBits: number;
}

/** Widths of a stored weight (an index into 16 shared ones) and of a pointer (Han et al. 2016, §III and §IV). */
export const EIE_WIDTHS = { valueBits: 4, pointerBits: 16 } as const;

/** Bits of an encoded matrix: each entry a value and an index, each PE a pointer per column and one more. */
export function computeEncodedBits(
  { columns, indexBits, parts }: EncodedColumns,
  widths: { readonly valueBits: number; readonly pointerBits: number } = EIE_WIDTHS,
): EncodedBits {
  const entries = parts.reduce((sum, { values }) => sum + values.length, 0);
  const bits = {
    valueBits: entries * widths.valueBits,
    indexBits: entries * indexBits,
    pointerBits: parts.length * (columns + 1) * widths.pointerBits,
  };
  return { ...bits, totalBits: bits.valueBits + bits.indexBits + bits.pointerBits };
}
