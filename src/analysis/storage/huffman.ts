import { createBitReader } from './bitReader.ts';
import { createBitWriter } from './bitWriter.ts';
import { createSymbolReader, readCodeLengths, toCanonicalCodes, writeCodeLengths } from './canonicalCode.ts';
import { computeCodeLengths, computeEntropyBits } from './computeCodeLengths.ts';
import { createPlaceCounter } from './listEntries.ts';
import { DEEP_COMPRESSION } from './papers.ts';
import { maybeNotFinite, readCodebook, shareMatrix, writeCodebook } from './shareMatrix.ts';
import { countWeights, type StorageFormat, type StreamBits } from './storageFormat.ts';

/** The code of one stream of numbers below 2^fixed, and what it saves. */
function codeStream(numbers: Uint8Array, fixed: number) {
  const counts = new Uint32Array(2 ** fixed);
  for (const number of numbers) counts[number]!++;
  const lengths = computeCodeLengths(counts);
  const sum = counts.reduce((total, count, number) => total + count * lengths[number]!, 0);
  const mean = numbers.length === 0 ? 0 : sum / numbers.length;
  const bits: StreamBits = { fixed, mean, entropy: computeEntropyBits(counts) };
  return { lengths, codes: toCanonicalCodes(lengths), bits };
}

/**
 * Pruned, shared and Huffman-coded weights, "P+Q+H": the codebook, the lengths of the canonical codes of gaps and of
 * weights, then for each entry the code of the zeros before it and that of its weight.
 */
export const HUFFMAN: StorageFormat = {
  id: 'huffman',
  paper: DEEP_COMPRESSION,
  lossless: false,
  maybeRefusal: maybeNotFinite,
  encode(matrix, { weightBits, indexBits }) {
    const { values, ...shape } = matrix;
    const { codebook, codes, gaps } = shareMatrix(matrix, { weightBits, indexBits });
    const [ofGaps, ofWeights] = [codeStream(gaps, indexBits), codeStream(codes, weightBits)];
    const writer = createBitWriter();
    writeCodebook(writer, codebook);
    writeCodeLengths(writer, ofGaps.lengths);
    writeCodeLengths(writer, ofWeights.lengths);
    for (const [entry, code] of codes.entries()) {
      for (const bit of ofGaps.codes[gaps[entry]!]!) writer.write(bit, 1);
      for (const bit of ofWeights.codes[code]!) writer.write(bit, 1);
    }
    const streams = { weights: ofWeights.bits, gaps: ofGaps.bits };
    return { bytes: writer.toBytes(), shape, entries: codes.length, streams };
  },
  decode({ bytes, shape, entries }, { weightBits, indexBits }) {
    const reader = createBitReader(bytes);
    const codebook = readCodebook(reader, weightBits);
    const gapLengths = readCodeLengths(reader, 2 ** indexBits);
    const weightLengths = readCodeLengths(reader, 2 ** weightBits);
    const readGap = createSymbolReader(reader, gapLengths);
    const readCode = createSymbolReader(reader, weightLengths);
    const values = new Float32Array(countWeights(shape));
    const toPlace = createPlaceCounter(values.length);
    for (let entry = 0; entry < entries; entry++) {
      const place = toPlace(readGap());
      values[place] = codebook[readCode()]!;
    }
    return values;
  },
};
