import type { Codec } from './codec.ts';
import { DENSE_CODEC, VALUE_BYTES } from './denseCodec.ts';

/** A 16-bit run of zeros and a 32-bit value. */
const ENTRY_BYTES = 6;
/** Zeros that one filler covers: the longest run and its own. */
const REACH = 2 ** 16;

/**
 * For each value that is not 0 the number of zeros before it in 16 bits and the value in 32 (Lin et al. 2018,
 * arXiv 1712.01887). 65,536 zeros in a row become a filler: a run of 65,535, then a value of 0. Zeros behind the
 * last value are not sent. So a share d of values takes 48·d/32 of the dense bytes.
 *
 * Values that would be no shorter so are sent as they are; the length of the message tells which.
 */
export const RUN_CODEC: Codec = {
  maxBytes: DENSE_CODEC.maxBytes,
  encode(values, message) {
    const denseBytes = VALUE_BYTES * values.length;
    let at = 0;
    let next = 0;
    for (let place = 0; place < values.length; place++) {
      const value = values[place]!;
      if (value === 0) continue;
      const fillers = Math.floor((place - next) / REACH);
      if (at + (fillers + 1) * ENTRY_BYTES >= denseBytes) return DENSE_CODEC.encode(values, message);
      for (; place - next >= REACH; next += REACH, at += ENTRY_BYTES) {
        message.setUint16(at, REACH - 1, true);
        message.setFloat32(at + 2, 0, true);
      }
      message.setUint16(at, place - next, true);
      message.setFloat32(at + 2, value, true);
      at += ENTRY_BYTES;
      next = place + 1;
    }
    return at;
  },
  addTo(message, sums) {
    if (message.byteLength === VALUE_BYTES * sums.length) {
      DENSE_CODEC.addTo(message, sums);
      return;
    }
    let next = 0;
    for (let at = 0; at < message.byteLength; at += ENTRY_BYTES) {
      const place = next + message.getUint16(at, true);
      sums[place]! += message.getFloat32(at + 2, true);
      next = place + 1;
    }
  },
};
