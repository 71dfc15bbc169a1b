import { describe, expect, it } from 'vitest';
import { near, type Study } from './study.ts';
import { mergeRecords, type SeedReadings, type StudyRecord } from './studyRecord.ts';
import { judge, summarizeStudy } from './summarizeStudy.ts';
import { writeReport } from './writeReport.ts';

const STUDY: Study = {
  id: 'snip',
  papers: [{ title: 'A paper', url: 'https://example.org/paper', year: 2020 }],
  claim: 'Less is enough.',
  describe: ({ trainSize }) => `A net on ${trainSize} images`,
  differences: ['Far fewer epochs.'],
  sizes: { paper: { trainSize: 9 }, lesson: {} },
  createRecipes: () => ({}),
  values: [
    {
      id: 'error',
      label: 'error',
      unit: 'share',
      source: 'table 1',
      expected: near(0.016, 0.003),
      read: () => 0,
    },
    { id: 'order', label: 'order', unit: 'points', expected: { atLeast: 0 }, read: () => 0 },
    {
      id: 'rumour',
      label: 'rumour',
      unit: 'times',
      source: 'table 2',
      expected: { published: 4, atLeast: 3.5, unconfirmed: true },
      read: () => 0,
    },
    { id: 'control', label: 'control', unit: 'count', read: () => 0 },
    { id: 'absent', label: 'absent', unit: 'count', read: () => undefined },
  ],
  curves: [
    {
      id: 'curve',
      label: 'A curve',
      x: { label: 'kept', unit: 'share' },
      y: { label: 'error', unit: 'share' },
      read: () => [],
    },
  ],
};

function readings(seed: number, error: number, order: number): SeedReadings {
  return {
    seed,
    seconds: 100 + seed,
    values: { error, order, rumour: 3, control: 5 },
    curves: {
      curve: [
        { series: 'ours', x: 1, y: error },
        { series: 'ours', x: 0.1 + seed / 1e5, y: 2 * error },
        { series: 'other', x: 1, y: 0.5 },
      ],
    },
  };
}

const RECORD: StudyRecord = {
  version: 1,
  study: 'snip',
  size: 'paper',
  settings: { trainSize: 9 },
  backend: { name: 'wasm', device: '1 thread' },
  versions: { pruningLab: '1', tfjs: '4' },
  seeds: [readings(1, 0.017, -0.01), readings(2, 0.019, -0.02)],
};

describe('judge', () => {
  it('holds a mean within the bounds, both included', () => {
    expect(judge(0.019, near(0.016, 0.003))).toBe('held');
    expect(judge(0.0191, near(0.016, 0.003))).toBe('missed');
    expect(judge(0.0129, near(0.016, 0.003))).toBe('missed');
    expect(judge(7, near(7, 0))).toBe('held');
    expect(judge(8, near(7, 0))).toBe('missed');
  });

  it('never judges what is unconfirmed or unbounded', () => {
    expect(judge(1, { published: 4, atLeast: 3.5, unconfirmed: true })).toBe('guidance');
    expect(judge(1, { published: 4 })).toBe('guidance');
    expect(judge(1, undefined)).toBe('none');
  });
});

describe('summarizeStudy', () => {
  const { values, curves } = summarizeStudy(STUDY, RECORD);

  it('gives mean, deviation, range and the difference from the paper', () => {
    const { spread, difference, verdict } = values[0]!;
    expect(spread).toMatchObject({ n: 2, min: 0.017, max: 0.019 });
    expect(spread.mean).toBeCloseTo(0.018);
    expect(spread.standardDeviation).toBeCloseTo(0.002 / Math.SQRT2);
    expect(difference).toBeCloseTo(0.002);
    expect(verdict).toBe('held');
    expect(values.map((value) => value.verdict)).toEqual(['held', 'missed', 'guidance', 'none']);
  });

  it('puts the points of a series together by their place in it', () => {
    const [{ points }] = curves as [(typeof curves)[0]];
    expect(points.map(({ series, y }) => [series, y.n])).toEqual([
      ['ours', 2],
      ['ours', 2],
      ['other', 2],
    ]);
    expect(points[1]!.x).toBeCloseTo(0.100015);
    expect(points[1]!.y.mean).toBeCloseTo(0.036);
  });
});

describe('mergeRecords', () => {
  it('adds seeds, and takes the later of the same seed', () => {
    const later = { ...RECORD, seeds: [readings(3, 0.5, 0), readings(2, 0.4, 0)] };
    const { seeds } = mergeRecords(RECORD, later);
    expect(seeds.map(({ seed, values }) => [seed, values.error])).toEqual([
      [1, 0.017],
      [2, 0.4],
      [3, 0.5],
    ]);
  });

  it('drops seeds of other settings or versions', () => {
    const later = { ...RECORD, seeds: [readings(3, 0.5, 0)] };
    expect(mergeRecords({ ...RECORD, settings: { trainSize: 8 } }, later).seeds).toHaveLength(1);
    const other = { ...RECORD, versions: { ...RECORD.versions, tfjs: '5' } };
    expect(mergeRecords(other, later).seeds).toHaveLength(1);
    expect(mergeRecords(undefined, later)).toEqual(later);
  });
});

describe('writeReport', () => {
  const report = writeReport([summarizeStudy(STUDY, RECORD)], (name) => name === 'study-snip-curve');

  it('says of every value what the paper has, what we have, and whether it held', () => {
    expect(report).toContain('1 findings held, 1 did not, 1 are guidance.');
    expect(report).toContain('| error (table 1) | 1.60 % | 1.80 ± 0.14 % | +0.20 | 1.30 % … 1.90 % | held |');
    expect(report).toContain('| order | – | −1.50 ± 0.71 | – | ≥ 0.00 | **not held** |');
    expect(report).toContain('| rumour (table 2) | 4.00 × [U] | 3.00 × | −1.00 | ≥ 3.50 × | guidance |');
    expect(report).toContain('| control | – | 5 | – | – | – |');
    expect(report).not.toContain('absent');
  });

  it('says what was run, for how long, and where it differs', () => {
    expect(report).toContain('A net on 9 images. Seeds 1, 2; 1.7 min a seed (wasm, 1 thread).');
    expect(report).toContain('Differs from the paper: Far fewer epochs.');
  });

  it('gives curves as tables, one row for an x as shown', () => {
    expect(report).toContain('| kept | ours | other |');
    expect(report).toContain('| 10.00 % | 3.60 % (3.40 %, 3.80 %) |  |');
    expect(report).toContain('| 100.00 % | 1.80 % (1.70 %, 1.90 %) | 50.00 % |');
  });

  it('shows a picture where there is one', () => {
    expect(report).toContain('![A curve](figures/study-snip-curve.svg)');
    expect(writeReport([summarizeStudy(STUDY, RECORD)], () => false)).not.toContain('.svg');
  });
});
