import { computeBitmapBytes } from '../../network/storageBytes.ts';
import { createBitReader } from './bitReader.ts';
import { createBitWriter } from './bitWriter.ts';
import { countNonzero, countWeights, type StorageFormat, toWords } from './storageFormat.ts';

/** One bit a weight, filled up to whole bytes, then the non-zeros as 32-bit floats. */
export const BITMAP: StorageFormat = {
  id: 'bitmap',
  lossless: true,
  encode({ values, ...shape }) {
    const writer = createBitWriter();
    for (const value of values) writer.write(value === 0 ? 0 : 1, 1);
    writer.write(0, (8 - (values.length % 8)) % 8);
    const words = toWords(values);
    for (const [index, value] of values.entries()) if (value !== 0) writer.write(words[index]!, 32);
    return { bytes: writer.toBytes(), shape, entries: countNonzero(values) };
  },
  decode({ bytes, shape }) {
    const size = countWeights(shape);
    const bits = createBitReader(bytes);
    const numbers = createBitReader(bytes.subarray(Math.ceil(size / 8)));
    const values = new Float32Array(size);
    const words = toWords(values);
    for (let index = 0; index < size; index++) if (bits.read(1)) words[index] = numbers.read(32);
    return values;
  },
  computeExpectedBytes: computeBitmapBytes,
};
