import { AppError } from '../../base/errors.ts';

/** Reads what a BitWriter wrote. */
export interface BitReader {
  /** The next `count` bits (0 to 32) as a number from 0. Throws `invalid-weights` behind the last byte. */
  read(count: number): number;
}

export function createBitReader(bytes: Uint8Array): BitReader {
  let position = 0;
  return {
    read(count) {
      if (position + count > 8 * bytes.length) {
        throw new AppError('invalid-weights', `stored weights end after ${bytes.length} bytes`);
      }
      let value = 0;
      let done = 0;
      while (done < count) {
        const offset = position % 8;
        const taken = Math.min(8 - offset, count - done);
        const part = (bytes[Math.floor(position / 8)]! >>> offset) & ((1 << taken) - 1);
        value |= part << done;
        done += taken;
        position += taken;
      }
      return value >>> 0;
    },
  };
}
