/** Everything of a single-precision number but its sign; ordered as magnitudes are. */
const MAGNITUDE = 0x7fffffff;
/** The magnitude's 31 bits are looked at from the top in parts of so many. */
const PARTS = [11, 10, 10] as const;

/** Which values are looked at: all, those above 0, or those below 0. */
export type Side = 'both' | 'positive' | 'negative';

/** What is taken of a tensor: all magnitudes above the limit, and of those equal to it the first few. */
interface Cut {
  /** A magnitude as its bits; 1 or more, so that no 0 is taken. */
  readonly limit: number;
  readonly ties: number;
}

// Signed, because engines compute with 32-bit integers faster so.
const bitsOf = ({ buffer, byteOffset, length }: Float32Array) => new Int32Array(buffer, byteOffset, length);

/** The bit that tells a negative number. */
const SIGN = 1 << 31;

/** A number is on a side where its bits are those of `wanted`, so far as `looked` has ones. */
const SIDES: Readonly<Record<Side, { readonly looked: number; readonly wanted: number }>> = {
  both: { looked: 0, wanted: 0 },
  positive: { looked: SIGN, wanted: 0 },
  negative: { looked: SIGN, wanted: SIGN },
};

/** The cut that takes exactly `count` of the values that are not 0, or all where they are fewer (radix selection). */
function findCut(bits: Int32Array, count: number, side: Side): Cut {
  const { looked, wanted } = SIDES[side];
  let prefix = 0;
  let left = count;
  let below = 31;
  for (const width of PARTS) {
    const shift = below - width;
    const last = (1 << width) - 1;
    const found = new Uint32Array(last + 1);
    for (let index = 0; index < bits.length; index++) {
      const magnitude = bits[index]! & MAGNITUDE;
      if (magnitude >>> below === prefix && magnitude !== 0 && ((bits[index]! ^ wanted) & looked) === 0) {
        found[(magnitude >>> shift) & last]!++;
      }
    }
    let bin = last;
    for (; bin > 0 && found[bin]! < left; bin--) left -= found[bin]!;
    prefix = prefix * (1 << width) + bin;
    below = shift;
    // Fewer than asked for: all that are not 0.
    if (prefix === 0 && found[0]! < left) return { limit: 1, ties: bits.length };
  }
  return { limit: prefix, ties: left };
}

/**
 * Fills `picked` `[size]` with the `count` values of largest magnitude, 0 elsewhere; among equal ones the first are
 * taken, a 0 never. Gives how many were.
 *
 * Exact, in linear time; infinities and NaN count as largest.
 */
export function selectLargest(
  values: Float32Array,
  count: number,
  picked: Float32Array,
  side: Side = 'both',
): number {
  const bits = bitsOf(values);
  const { limit, ties } = count > 0 ? findCut(bits, count, side) : { limit: MAGNITUDE, ties: 0 };
  const { looked, wanted } = SIDES[side];
  let tiesLeft = ties;
  let taken = 0;
  for (let index = 0; index < bits.length; index++) {
    const magnitude = bits[index]! & MAGNITUDE;
    const isTaken =
      magnitude >= limit && ((bits[index]! ^ wanted) & looked) === 0 && (magnitude > limit || tiesLeft-- > 0);
    picked[index] = isTaken ? values[index]! : 0;
    if (isTaken) taken++;
  }
  return taken;
}
