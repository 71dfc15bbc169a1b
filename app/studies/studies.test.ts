import { describe, expect, it } from 'vitest';
import { type BackendReport, type CurveSummary, loadStudies, type StudyRecord } from '../../src/index.ts';
import { toCurveChart } from './curveChart.ts';
import { estimateMs } from './estimateMs.ts';
import { toSettingWords } from './settingWords.ts';
import { findRecord, putRecord } from './studyStore.ts';
import { verdictAt } from './verdictAt.ts';
import { withStudy } from './withStudy.ts';
import { toWordKey } from './wordKey.ts';

const studies = await loadStudies();
const find = (id: string) => studies.STUDIES.find((study) => study.id === id)!;

describe('toWordKey', () => {
  it('takes out what varies in regular ids and labels', () => {
    expect(toWordKey('ticket-dense-7')).toEqual({ key: 'ticket-dense-N', values: { n: '7' } });
    expect(toWordKey('width-conv2')).toEqual({ key: 'width-layer', values: { layer: 'conv2' } });
    expect(toWordKey('lenet-5-snip-98')).toEqual({
      key: 'net-snip-N',
      values: { net: 'LeNet-5', short: 'LeNet-5', n: '98' },
    });
    expect(toWordKey('fig. 1, §4')).toEqual({ key: 'fig-N-s4', values: { n: '1' } });
    expect(toWordKey('LeNet, at 21.1 %')).toEqual({ key: 'lenet-at-N', values: { n: '21.1' } });
    expect(toWordKey('L2, cut').key).toBe('l2-cut');
  });
});

describe('toSettingWords', () => {
  it('writes shares as percent, lists with commas and settings within settings under both names', () => {
    expect(
      toSettingWords({ epochs: 6, sparsities: [0.9, 0.999], controls: [7, 11], mlp: { epochs: 3 } }),
    ).toEqual({
      epochs: '6',
      sparsities: '90 %, 99.9 %',
      controls: '7, 11',
      mlpEpochs: '3',
    });
  });
});

describe('verdictAt', () => {
  const around = {
    value: { unit: 'share', expected: { published: 0.016, atLeast: 0.013, atMost: 0.019 } },
  } as const;
  const judge = (size: 'lesson' | 'paper', summary: object) =>
    verdictAt(size, summary as Parameters<typeof verdictAt>[1]);

  it('takes an error of a lesson as guidance, and judges it near the paper', () => {
    expect(judge('lesson', { ...around, verdict: 'missed' })).toBe('guidance');
    expect(judge('paper', { ...around, verdict: 'missed' })).toBe('missed');
  });

  it('judges orders and what is exact at both sizes', () => {
    const order = { value: { unit: 'points', expected: { atLeast: 0 } }, verdict: 'missed' };
    const exact = { value: { unit: 'share', expected: { published: 0.513, atLeast: 0.513, atMost: 0.513 } } };
    expect(judge('lesson', order)).toBe('missed');
    expect(judge('lesson', { ...exact, verdict: 'held' })).toBe('held');
    expect(judge('lesson', { value: { unit: 'share' }, verdict: 'none' })).toBe('none');
  });
});

describe('toCurveChart', () => {
  const spread = (mean: number, min = mean, max = mean) => ({
    mean,
    min,
    max,
    n: 3,
    standardDeviation: 0,
    values: [],
  });
  const summary = (y: readonly number[], scale?: 'log'): CurveSummary =>
    ({
      curve: {
        x: { label: 'kept weights', unit: 'share', scale: 'log' },
        y: { label: 'error', unit: 'share', ...(scale ? { scale } : {}) },
      },
      points: y.map((value, index) => ({
        series: 'cut',
        x: [0.1, 1, 0.4][index]!,
        y: spread(value, value / 2),
      })),
    }) as unknown as CurveSummary;

  it('goes from many kept weights to few, with bars from least to largest', () => {
    const { series, xDomain, logX, logY } = toCurveChart(
      summary([0.2, 0.02, 0.04], 'log'),
      (name) => `<${name}>`,
    );
    expect(series[0]!.name).toBe('<cut>');
    expect(series[0]!.points.map(({ x }) => x)).toEqual([1, 0.4, 0.1]);
    expect(series[0]!.points[0]).toEqual({ x: 1, y: 0.02, low: 0.01, high: 0.02 });
    expect(xDomain[0]).toBe(1);
    expect(xDomain[1]).toBeLessThan(0.1);
    expect([logX, logY]).toEqual([true, true]);
  });

  it('gives up ratios where a value is 0, and stays within shares', () => {
    const { logY, yDomain } = toCurveChart(summary([0, 0.02, 1], 'log'), String);
    expect(logY).toBe(false);
    expect(yDomain).toEqual([0, 1]);
  });
});

describe('estimateMs', () => {
  const backend = (probeMs: number) =>
    ({
      name: 'wasm',
      candidates: [{ name: 'wasm', outcome: 'chosen', probeMs }],
    }) as unknown as BackendReport;
  const of = (id: string, size: 'lesson' | 'paper', probeMs: number) =>
    estimateMs(
      studies.listUnits(find(id), size, [1]).map(({ recipe }) => recipe),
      backend(probeMs),
      studies,
    );

  it('is longer on a slower machine, and near the paper', () => {
    expect(of('lottery-lenet-300-100', 'lesson', 40)).toBeGreaterThan(
      1.5 * of('lottery-lenet-300-100', 'lesson', 20),
    );
    expect(of('lottery-lenet-300-100', 'paper', 20)).toBeGreaterThan(
      5 * of('lottery-lenet-300-100', 'lesson', 20),
    );
  });

  it('counts the rounds of what trains nothing', () => {
    // Three sparsities in a hundred rounds of SynFlow.
    expect(of('synflow-collapse', 'lesson', 20)).toBeGreaterThan(300 * 50);
  });
});

describe('records of studies', () => {
  const record = (size: string, backend: string, seeds: number) =>
    ({ study: 'snip', size, backend: { name: backend }, seeds: Array(seeds) }) as unknown as StudyRecord;

  it('stand once for each size and backend, those of the running backend first', () => {
    const records = [
      record('lesson', 'wasm', 1),
      record('lesson', 'webgl', 2),
      record('paper', 'wasm', 3),
    ].reduce(putRecord, []);
    expect(putRecord(records, record('lesson', 'wasm', 4)).map(({ seeds }) => seeds.length)).toEqual([
      4, 3, 2,
    ]);
    expect(findRecord(records, 'snip', 'lesson', 'wasm')?.seeds).toHaveLength(1);
    expect(findRecord(records, 'snip', 'lesson', 'cpu')?.seeds).toHaveLength(2);
    expect(findRecord(records, 'dgc', 'lesson', 'wasm')).toBeUndefined();
  });
});

describe('withStudy', () => {
  it('puts a study into the address and takes it out, and leaves the rest', () => {
    const href = withStudy('https://lab.example/?lock=seed,dataset#r=1.a', 'snip');
    expect(href).toBe('https://lab.example/?lock=seed,dataset&study=snip#r=1.a');
    expect(withStudy(href, null)).toBe('https://lab.example/?lock=seed,dataset#r=1.a');
  });
});
