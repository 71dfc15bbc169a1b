const known = new WeakMap<Float32Array, string>();

/**
 * A short name of the values of an array by their bits: equal arrays have equal names, different ones different names
 * but for a chance of about 2⁻⁶⁴. Worked out once for each array, which must not change afterwards.
 *
 * Two FNV-1a sums over 32-bit words, each spread at the end as MurmurHash3 does it.
 */
export function digestFloats(values: Float32Array): string {
  const remembered = known.get(values);
  if (remembered !== undefined) return remembered;
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    first = Math.imul(first ^ word, 0x01000193);
    first ^= first >>> 15;
    second = Math.imul(second ^ ((word << 16) | (word >>> 16)), 0x85ebca6b);
    second ^= second >>> 13;
  }
  const digest = `${words.length}-${toHex(spread(first))}${toHex(spread(second))}`;
  known.set(values, digest);
  return digest;
}

function spread(sum: number): number {
  const mixed = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return again ^ (again >>> 16);
}

const toHex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
