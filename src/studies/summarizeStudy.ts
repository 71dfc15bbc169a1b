import { type SeedSpread, toSpread } from '../analysis/summarizeSeeds.ts';
import type { CurvePoint, Expectation, Study, StudyCurve, StudyValue } from './study.ts';
import type { StudyRecord } from './studyRecord.ts';

/** Whether the paper's finding held: `guidance` where what is compared with is unconfirmed or not bounded, `none` where nothing is. */
export type Verdict = 'held' | 'missed' | 'guidance' | 'none';

export interface ValueSummary {
  readonly value: StudyValue;
  readonly spread: SeedSpread;
  /** Our mean less the number as printed. */
  readonly difference?: number;
  readonly verdict: Verdict;
}

/** One place of a series over all seeds. */
export interface CurveSpread {
  readonly series: string;
  /** Mean over the seeds. */
  readonly x: number;
  readonly y: SeedSpread;
}

export interface CurveSummary {
  readonly curve: StudyCurve;
  readonly points: readonly CurveSpread[];
}

export interface StudySummary {
  readonly study: Study;
  readonly record: StudyRecord;
  readonly values: readonly ValueSummary[];
  readonly curves: readonly CurveSummary[];
  /** Of one seed. */
  readonly seconds: SeedSpread;
}

/** Means of shares are not exact. */
const HAIR = 1e-9;

/** Whether a mean is what was expected. */
export function judge(mean: number, expected: Expectation | undefined): Verdict {
  if (!expected) return 'none';
  const { atLeast, atMost, unconfirmed } = expected;
  if (unconfirmed || (atLeast === undefined && atMost === undefined)) return 'guidance';
  return mean >= (atLeast ?? -Infinity) - HAIR && mean <= (atMost ?? Infinity) + HAIR ? 'held' : 'missed';
}

function summarizeValue(value: StudyValue, { seeds }: StudyRecord): readonly ValueSummary[] {
  const numbers = seeds.flatMap(({ values }) => values[value.id] ?? []);
  if (numbers.length === 0) return [];
  const spread = toSpread(numbers);
  const published = value.expected?.published;
  return [
    {
      value,
      spread,
      ...(published === undefined ? {} : { difference: spread.mean - published }),
      verdict: judge(spread.mean, value.expected),
    },
  ];
}

function summarizeCurve(curve: StudyCurve, { seeds }: StudyRecord): CurveSummary {
  // By place in its series, since a point's x may differ a little between seeds.
  const byPlace = new Map<string, CurvePoint[]>();
  for (const { curves } of seeds) {
    const places = new Map<string, number>();
    for (const point of curves[curve.id] ?? []) {
      const place = places.get(point.series) ?? 0;
      places.set(point.series, place + 1);
      const key = `${point.series}/${place}`;
      byPlace.set(key, [...(byPlace.get(key) ?? []), point]);
    }
  }
  return {
    curve,
    points: [...byPlace.values()].map((points) => ({
      series: points[0]!.series,
      x: toSpread(points.map(({ x }) => x)).mean,
      y: toSpread(points.map(({ y }) => y)),
    })),
  };
}

/** What a study's seeds have in common, and what of the paper held. The record has at least one seed. */
export function summarizeStudy(study: Study, record: StudyRecord): StudySummary {
  return {
    study,
    record,
    values: study.values.flatMap((value) => summarizeValue(value, record)),
    curves: study.curves.map((curve) => summarizeCurve(curve, record)),
    seconds: toSpread(record.seeds.map(({ seconds }) => seconds)),
  };
}
