import type { Codec } from './codec.ts';

/** Bytes of a value in single precision. */
export const VALUE_BYTES = 4;

/** Every value as a 32-bit float. */
export const DENSE_CODEC: Codec = {
  maxBytes: (size) => VALUE_BYTES * size,
  encode(values, { buffer, byteOffset }) {
    new Float32Array(buffer, byteOffset, values.length).set(values);
    return VALUE_BYTES * values.length;
  },
  addTo({ buffer, byteOffset }, sums) {
    const values = new Float32Array(buffer, byteOffset, sums.length);
    for (let index = 0; index < sums.length; index++) sums[index]! += values[index]!;
  },
};
