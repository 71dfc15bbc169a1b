import { createBitReader } from './bitReader.ts';
import { createBitWriter } from './bitWriter.ts';
import { computeSharedBits } from './computeSharedRate.ts';
import { createPlaceCounter } from './listEntries.ts';
import { DEEP_COMPRESSION } from './papers.ts';
import { maybeNotFinite, readCodebook, shareMatrix, writeCodebook } from './shareMatrix.ts';
import { countWeights, type StorageFormat } from './storageFormat.ts';

/**
 * Pruned and shared weights, "P+Q": the codebook as 2^b_w 32-bit floats, then for each entry the zeros before it in b_i bits
 * and its code in b_w.
 */
export const SHARED: StorageFormat = {
  id: 'shared',
  paper: DEEP_COMPRESSION,
  lossless: false,
  maybeRefusal: maybeNotFinite,
  encode(matrix, bits) {
    const { values, ...shape } = matrix;
    const { codebook, codes, gaps } = shareMatrix(matrix, bits);
    const writer = createBitWriter();
    writeCodebook(writer, codebook);
    for (const [entry, code] of codes.entries()) {
      writer.write(gaps[entry]!, bits.indexBits);
      writer.write(code, bits.weightBits);
    }
    return { bytes: writer.toBytes(), shape, entries: codes.length };
  },
  decode({ bytes, shape, entries }, { weightBits, indexBits }) {
    const reader = createBitReader(bytes);
    const codebook = readCodebook(reader, weightBits);
    const values = new Float32Array(countWeights(shape));
    const toPlace = createPlaceCounter(values.length);
    for (let entry = 0; entry < entries; entry++) {
      const place = toPlace(reader.read(indexBits));
      values[place] = codebook[reader.read(weightBits)]!;
    }
    return values;
  },
  computeExpectedBytes: (matrix, bits) => computeSharedBits(matrix, bits) / 8,
};
