import { AppError } from '../../base/errors.ts';

/** Throws where a number of bits is not a whole one from 1 to 8; `of` says what of. */
export function requireBits(bits: number, of: string): void {
  if (Number.isInteger(bits) && bits >= 1 && bits <= 8) return;
  throw new AppError('unexpected', `invalid bits of ${of}: ${bits} (expected 1 to 8)`, { bits });
}
