import type { Codec } from './codec.ts';

/** The scaler as a 32-bit float. */
const HEADER_BYTES = 4;
const VALUES_IN_BYTE = 4;
/** Two bits each: 0, +1, −1. */
const PLUS = 1;
const MINUS = 2;

const bytesOf = (size: number) => HEADER_BYTES + Math.ceil(size / VALUES_IN_BYTE);

/** Of values that are −s, 0 or s: the scaler s, then two bits a value, the first in the lowest bits (Wen et al. 2017, §3). */
export const TERNARY_CODEC: Codec = {
  maxBytes: bytesOf,
  encode(values, message) {
    const size = values.length;
    let scaler = 0;
    let at = HEADER_BYTES;
    for (let first = 0; first < size; first += VALUES_IN_BYTE) {
      const end = Math.min(size, first + VALUES_IN_BYTE);
      let byte = 0;
      for (let index = first; index < end; index++) {
        const value = values[index]!;
        if (value === 0) continue;
        scaler = Math.abs(value);
        byte |= (value > 0 ? PLUS : MINUS) << (2 * (index - first));
      }
      message.setUint8(at++, byte);
    }
    message.setFloat32(0, scaler, true);
    return bytesOf(size);
  },
  addTo(message, sums) {
    const scaler = message.getFloat32(0, true);
    for (let at = HEADER_BYTES; at < message.byteLength; at++) {
      let byte = message.getUint8(at);
      for (let index = VALUES_IN_BYTE * (at - HEADER_BYTES); byte !== 0; byte >>= 2, index++) {
        const code = byte & 3;
        if (code !== 0) sums[index]! += code === PLUS ? scaler : -scaler;
      }
    }
  },
};
