import type { SeedSpread } from '../analysis/summarizeSeeds.ts';
import type { Expectation, ReadingUnit } from './study.ts';

const MINUS = '−';

/** `plus` stands before what is above 0 as shown. */
function formatNumber(value: number, digits: number, plus = ''): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? MINUS : plus}${text}`;
}

/** Digits behind the point that a reading of this size is shown with, in its unit. */
function digitsOf(value: number, unit: ReadingUnit): number {
  if (unit === 'count') return Number.isInteger(value) ? 0 : 1;
  if (unit === 'times') return Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return 2;
}

const scaleOf = (unit: ReadingUnit) => (unit === 'share' || unit === 'points' ? 100 : 1);
const plusOf = (unit: ReadingUnit) => (unit === 'points' ? '+' : '');
const SIGNS: Readonly<Record<ReadingUnit, string>> = { share: ' %', points: '', times: ' ×', count: '' };

/** A reading as a person reads it: `1.59 %`, `+0.12` points, `12.2 ×`, `21776`. */
export function formatReading(value: number, unit: ReadingUnit): string {
  return `${formatNumber(scaleOf(unit) * value, digitsOf(value, unit), plusOf(unit))}${SIGNS[unit]}`;
}

/** How far a reading is from another of its unit, with its sign: `+0.20` points of a share, `−1.00` of a ratio. */
export function formatDifference(difference: number, unit: ReadingUnit): string {
  return formatNumber(scaleOf(unit) * difference, digitsOf(difference, unit), '+');
}

/** Mean and, of several seeds, standard deviation: `1.59 ± 0.06 %`. */
export function formatSpread({ mean, standardDeviation }: SeedSpread, unit: ReadingUnit): string {
  if (standardDeviation === null || standardDeviation === 0) return formatReading(mean, unit);
  const scale = scaleOf(unit);
  const digits = Math.max(digitsOf(mean, unit), unit === 'count' ? 1 : 0);
  const deviation = formatNumber(scale * standardDeviation, digits);
  return `${formatNumber(scale * mean, digits, plusOf(unit))} ± ${deviation}${SIGNS[unit]}`;
}

/** The bounds within which a reading counts as held: `1.29 % … 1.89 %`, `≥ 0.00`; empty where there are none. */
export function formatBounds(
  { atLeast, atMost }: Pick<Expectation, 'atLeast' | 'atMost'>,
  unit: ReadingUnit,
): string {
  if (atLeast !== undefined && atLeast === atMost) return `= ${formatReading(atLeast, unit)}`;
  if (atLeast === undefined) return atMost === undefined ? '' : `≤ ${formatReading(atMost, unit)}`;
  if (atMost === undefined) return `≥ ${formatReading(atLeast, unit)}`;
  return `${formatReading(atLeast, unit)} … ${formatReading(atMost, unit)}`;
}
