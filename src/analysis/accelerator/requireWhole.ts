import { AppError } from '../../base/errors.ts';

/** Throws `step-impossible` where `value` is no whole number from 1 to `most`. */
export function requireWhole(what: string, value: number, most: number = Number.POSITIVE_INFINITY): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  const expected = Number.isFinite(most)
    ? `a whole number from 1 to ${most}`
    : 'a whole number of at least 1';
  throw new AppError('step-impossible', `invalid ${what}: ${value} (expected ${expected})`, { what, value });
}
