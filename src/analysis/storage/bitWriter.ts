/** Packs numbers of any width into bytes: the lowest bit first, so that whole bytes are little-endian. */
export interface BitWriter {
  /** Appends the lowest `count` bits (0 to 32) of an integer. */
  write(value: number, count: number): void;
  /** What was written, in an array of its own; the last byte is filled up with zeros. */
  toBytes(): Uint8Array;
}

export function createBitWriter(): BitWriter {
  let bytes = new Uint8Array(1024);
  let length = 0;
  const grow = () => {
    const larger = new Uint8Array(2 * bytes.length);
    larger.set(bytes);
    bytes = larger;
  };
  return {
    write(value, count) {
      // Room for the widest number.
      if (length + 64 > 8 * bytes.length) grow();
      let rest = value;
      let left = count;
      while (left > 0) {
        const offset = length % 8;
        const taken = Math.min(8 - offset, left);
        const at = Math.floor(length / 8);
        bytes[at] = bytes[at]! | ((rest & ((1 << taken) - 1)) << offset);
        rest >>>= taken;
        left -= taken;
        length += taken;
      }
    },
    toBytes: () => bytes.slice(0, Math.ceil(length / 8)),
  };
}
