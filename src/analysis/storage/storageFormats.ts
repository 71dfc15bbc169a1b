import { BITMAP } from './bitmap.ts';
import { CSR_16, CSR_32 } from './csr.ts';
import { DENSE } from './dense.ts';
import { GZIP } from './gzip.ts';
import { HUFFMAN } from './huffman.ts';
import { RELATIVE_4, RELATIVE_5, RELATIVE_8 } from './relative.ts';
import { SHARED } from './shared.ts';
import type { StorageFormat, StorageFormatId } from './storageFormat.ts';
import { TWO_OF_FOUR } from './twoOfFour.ts';

/** All storage formats by id; measurement, tests and tables are made from it. */
export const STORAGE_FORMATS: Readonly<Record<StorageFormatId, StorageFormat>> = {
  dense: DENSE,
  csr32: CSR_32,
  csr16: CSR_16,
  relative4: RELATIVE_4,
  relative5: RELATIVE_5,
  relative8: RELATIVE_8,
  bitmap: BITMAP,
  twoOfFour: TWO_OF_FOUR,
  gzip: GZIP,
  shared: SHARED,
  huffman: HUFFMAN,
};
