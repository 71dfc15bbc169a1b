import type { Formatter } from '../../format.ts';

/** A time of one layer with three digits, in microseconds below a millisecond: `42.1 µs`. */
export function toTime(durationMs: number, format: Formatter): string {
  return durationMs < 1
    ? `${format.number(durationMs * 1000)}\u00a0µs`
    : `${format.number(durationMs)}\u00a0ms`;
}
