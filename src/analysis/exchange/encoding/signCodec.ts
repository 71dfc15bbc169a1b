import type { Codec } from './codec.ts';
import { DENSE_CODEC, VALUE_BYTES } from './denseCodec.ts';

/** The value of all positive entries and that of all negative ones, as 32-bit floats. */
const HEADER_BYTES = 8;
const ENTRY_BYTES = 4;

/**
 * Of values that are one positive number, one negative number, or 0: these two, then for each that is not 0 twice its
 * place, and 1 more where it is positive, in 32 bits (as Dryden et al. 2016 lay it out in LBANN, without their optional
 * Golomb-Rice coding).
 *
 * Values that would be no shorter so are sent as they are; the length of the message tells which.
 */
export const SIGN_CODEC: Codec = {
  maxBytes: (size) => Math.max(HEADER_BYTES, DENSE_CODEC.maxBytes(size)),
  encode(values, message) {
    const denseBytes = VALUE_BYTES * values.length;
    let at = HEADER_BYTES;
    let positive = 0;
    let negative = 0;
    for (let place = 0; place < values.length; place++) {
      const value = values[place]!;
      if (value === 0) continue;
      if (at + ENTRY_BYTES >= denseBytes) return DENSE_CODEC.encode(values, message);
      if (value > 0) positive = value;
      else negative = value;
      message.setUint32(at, 2 * place + (value > 0 ? 1 : 0), true);
      at += ENTRY_BYTES;
    }
    if (at === HEADER_BYTES) return 0;
    message.setFloat32(0, positive, true);
    message.setFloat32(4, negative, true);
    return at;
  },
  addTo(message, sums) {
    if (message.byteLength === VALUE_BYTES * sums.length) {
      DENSE_CODEC.addTo(message, sums);
      return;
    }
    if (message.byteLength === 0) return;
    const positive = message.getFloat32(0, true);
    const negative = message.getFloat32(4, true);
    for (let at = HEADER_BYTES; at < message.byteLength; at += ENTRY_BYTES) {
      const word = message.getUint32(at, true);
      sums[word >>> 1]! += word & 1 ? positive : negative;
    }
  },
};
