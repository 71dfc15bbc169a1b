import { AppError } from '../../base/errors.ts';
import { computeCsrBytes } from '../../network/storageBytes.ts';
import { createBitReader } from './bitReader.ts';
import { createBitWriter } from './bitWriter.ts';
import { DEEP_COMPRESSION } from './papers.ts';
import {
  countWeights,
  type EncodedMatrix,
  type LayerMatrix,
  type StorageFormat,
  toWords,
} from './storageFormat.ts';

function encodeCsr({ values, ...shape }: LayerMatrix, columnBits: number): EncodedMatrix {
  const columns = shape.inputs * shape.taps;
  const writer = createBitWriter();
  const words = toWords(values);
  const places: number[] = [];
  for (let row = 0; row < shape.rows; row++) {
    writer.write(places.length, 32);
    for (let at = row * columns; at < (row + 1) * columns; at++) if (values[at] !== 0) places.push(at);
  }
  writer.write(places.length, 32);
  for (const place of places) writer.write(place % columns, columnBits);
  for (const place of places) writer.write(words[place]!, 32);
  return { bytes: writer.toBytes(), shape, entries: places.length };
}

function decodeCsr({ bytes, shape }: EncodedMatrix, columnBits: number): Float32Array {
  const columns = shape.inputs * shape.taps;
  const reader = createBitReader(bytes);
  const starts = Array.from({ length: shape.rows + 1 }, () => reader.read(32));
  const places: number[] = [];
  for (let row = 0; row < shape.rows; row++) {
    while (places.length < starts[row + 1]!) {
      const column = reader.read(columnBits);
      if (column >= columns) throw new AppError('invalid-weights', `no column ${column} among ${columns}`);
      places.push(row * columns + column);
    }
  }
  const values = new Float32Array(countWeights(shape));
  const words = toWords(values);
  for (const place of places) words[place] = reader.read(32);
  return values;
}

/** Compressed sparse rows: where each row begins (32 bits), then the non-zeros' columns, then their values. */
function createCsr(id: 'csr16' | 'csr32', columnBits: 16 | 32): StorageFormat {
  return {
    id,
    paper: DEEP_COMPRESSION,
    lossless: true,
    maybeRefusal: ({ inputs, taps }) => (inputs * taps > 2 ** columnBits ? 'rows-too-long' : undefined),
    encode: (matrix) => encodeCsr(matrix, columnBits),
    decode: (encoded) => decodeCsr(encoded, columnBits),
    computeExpectedBytes: (matrix) => computeCsrBytes(matrix, columnBits),
  };
}

/** Compressed sparse rows with 32-bit columns: 2a + n + 1 numbers. */
export const CSR_32 = createCsr('csr32', 32);

/** Compressed sparse rows with 16-bit columns, for rows of at most 65,536. Row starts have 32 bits here too. */
export const CSR_16 = createCsr('csr16', 16);
