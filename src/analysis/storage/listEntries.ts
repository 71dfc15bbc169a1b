import { AppError } from '../../base/errors.ts';
import { requireBits } from './requireBits.ts';

/** What formats with relative places store of a matrix that is read row by row as one long list. */
export interface RelativeEntries {
  /** For each entry the number of zeros between it and the one before, 0 to 2^bits − 1. */
  readonly gaps: Uint8Array;
  /** Where each entry lies; at a non-zero, or at a zero that is stored as a filler. */
  readonly places: Uint32Array;
}

/**
 * The non-zeros, and a filler zero at the end of each 2^bits zeros in a row: the largest gap 2^bits − 1, then itself (Han
 * et al. 2016, arXiv 1510.00149, §2, fig. 2; EIE, arXiv 1602.01528, §III-B). Zeros behind the last non-zero are not stored.
 *
 * `bits` is 1 to 8.
 */
export function listEntries(values: Float32Array, bits: number): RelativeEntries {
  requireBits(bits, 'a gap');
  const span = 2 ** bits;
  const gaps: number[] = [];
  const places: number[] = [];
  let next = 0;
  for (let place = 0; place < values.length; place++) {
    if (values[place] === 0) continue;
    for (; place - next >= span; next += span) {
      gaps.push(span - 1);
      places.push(next + span - 1);
    }
    gaps.push(place - next);
    places.push(place);
    next = place + 1;
  }
  return { gaps: Uint8Array.from(gaps), places: Uint32Array.from(places) };
}

/** A function that turns gaps, one after the other, into places. Throws `invalid-weights` beyond the last of `size`. */
export function createPlaceCounter(size: number): (gap: number) => number {
  let place = -1;
  return (gap) => {
    place += gap + 1;
    if (place >= size) throw new AppError('invalid-weights', `no place ${place} among ${size} weights`);
    return place;
  };
}
