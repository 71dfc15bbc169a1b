import { computeDenseBytes } from '../../network/storageBytes.ts';
import { createBitReader } from './bitReader.ts';
import { createBitWriter } from './bitWriter.ts';
import { countWeights, type LayerMatrix, type StorageFormat, toWords } from './storageFormat.ts';

/** All values as 32-bit floats, little-endian. */
export function toDenseBytes(values: Float32Array): Uint8Array {
  const writer = createBitWriter();
  for (const word of toWords(values)) writer.write(word, 32);
  return writer.toBytes();
}

/** The inverse of toDenseBytes. */
export function fromDenseBytes(bytes: Uint8Array, count: number): Float32Array {
  const reader = createBitReader(bytes);
  const values = new Float32Array(count);
  const words = toWords(values);
  for (let index = 0; index < count; index++) words[index] = reader.read(32);
  return values;
}

/** Every weight as a 32-bit float. */
export const DENSE: StorageFormat = {
  id: 'dense',
  lossless: true,
  encode: ({ values, ...shape }: LayerMatrix) => ({
    bytes: toDenseBytes(values),
    shape,
    entries: values.length,
  }),
  decode: ({ bytes, shape }) => fromDenseBytes(bytes, countWeights(shape)),
  computeExpectedBytes: computeDenseBytes,
};
