import { describe, expect, it } from 'vitest';
import { type ExchangeTick, stepSchema } from '../../../../src/index.ts';
import { createEventGatherer } from './gatherEvents.ts';
import { computeMeanAge, estimateRemainingMs, judgeLab } from './judgeLab.ts';
import { addEntry, baseOf, distinguish } from './labEntry.ts';
import { FIRST_SETTINGS, findProblem, nearestBatches, toTrainStep } from './labSettings.ts';
import { chooseTensors, decadesOf, domainOf, toMeans, toPoints, toSentSeries } from './series.ts';
import { SPARSITY_MARKS, toPosition, toSparsity } from './sparsityScale.ts';
import { createEntry, createTick } from './testEntries.ts';

describe('the scale of sparsities', () => {
  it('puts every halving of what is sent equally far apart, and comes back to its marks', () => {
    expect(toPosition(0.75) - toPosition(0.5)).toBeCloseTo(toPosition(0.5), 9);
    for (const mark of SPARSITY_MARKS) expect(toSparsity(toPosition(mark))).toBe(mark);
    expect(toSparsity(1)).toBe(0.999);
    expect(toSparsity(0.5)).toBeCloseTo(0.968, 9);
  });
});

describe('settings of the lab', () => {
  it.each(['dense', 'proportion', 'threshold', 'terngrad', 'dgc'] as const)(
    'make a whole train step of %s, as the schema has it',
    (rule) => {
      for (const momentum of [0.9, 0]) {
        const step = toTrainStep({ ...FIRST_SETTINGS, clipping: true, momentum }, rule);
        expect(stepSchema.parse(step)).toEqual(step);
      }
    },
  );

  it('want batches that the workers can share', () => {
    expect(findProblem({ ...FIRST_SETTINGS, workers: 6 })).toBe('batch');
    expect(nearestBatches(128, 6)).toEqual([126, 132]);
    expect(nearestBatches(4, 6)).toEqual([6]);
    expect(findProblem({ ...FIRST_SETTINGS, rules: [] })).toBe('rules');
    expect(findProblem(FIRST_SETTINGS)).toBeUndefined();
  });

  it('have one base whatever the rule, another with other workers', () => {
    const [dense, dgc] = (['dense', 'dgc'] as const).map((rule) => toTrainStep(FIRST_SETTINGS, rule));
    expect(baseOf(dense!)).toBe(baseOf(dgc!));
    expect(baseOf(toTrainStep({ ...FIRST_SETTINGS, workers: 8 }, 'dense'))).not.toBe(baseOf(dense!));
  });
});

describe('entries', () => {
  it('of the same rule have letters, and dense exchange goes last', () => {
    const entries = (['dense', 'dgc', 'dgc', 'threshold', 'dgc', 'dgc'] as const).map((rule, place) =>
      createEntry(rule, 0.9, { key: String(place) }),
    );
    expect(distinguish(entries)).toEqual(['', 'a', 'b', '', 'c', 'd']);
    const added = addEntry(entries, createEntry('terngrad', 0.9, { key: 'new' }));
    expect(added.map(({ key }) => key)).toEqual(['0', '2', '3', '4', '5', 'new']);
  });
});

describe('curves', () => {
  const ticks: ExchangeTick[] = Array.from({ length: 75 }, (_, index) => createTick(2 * index + 2, index));

  it('are means over stretches, weighed by batches', () => {
    const points = toMeans(ticks, ({ loss }) => loss);
    expect(points).toHaveLength(25);
    expect(points[0]).toEqual({ x: 6, y: 1 });
    expect(toMeans([createTick(1, 10), createTick(5, 5)], ({ loss }) => loss)).toEqual([
      { x: 1, y: 10 },
      { x: 5, y: 5 },
    ]);
  });

  it('end at the last value, and leave out what is absent', () => {
    expect(toPoints(ticks, ({ totalBytes }) => totalBytes).at(-1)).toEqual({ x: 150, y: 15000 });
    expect(toPoints(ticks, () => undefined)).toEqual([]);
  });

  it('of what is sent are powers of ten, the chosen layer among them', () => {
    const tensors = ['a.weight', 'a.bias', 'b.weight', 'c.weight'];
    expect(chooseTensors(tensors, 'c', 2)).toEqual([
      { name: 'a', place: 0 },
      { name: 'c', place: 3 },
    ]);
    const [series] = toSentSeries([createTick(1, 1)], [{ name: 'a', place: 0 }]);
    expect(series!.points[0]!.y).toBeCloseTo(-2, 9);
    expect(domainOf([], [0, 1])).toEqual([0, 1]);
    expect(decadesOf([series!], [0])).toEqual([-2, 0]);
    expect(decadesOf([], [4])).toEqual([4, 5]);
  });
});

describe('what a comparison says', () => {
  it('counts a difference only where it is more than chance', () => {
    const entries = [
      createEntry('dense', 0.93),
      createEntry('threshold', 0.9),
      createEntry('dgc', 0.928),
      createEntry('proportion', 0.94),
    ];
    expect(judgeLab(entries)).toMatchObject({
      accuracy: 0.93,
      images: 10_000,
      others: [{ outcome: 'lost' }, { outcome: 'even' }, { outcome: 'won', compressionRatio: 4 }],
    });
    expect(judgeLab(entries.slice(1))).toBeUndefined();
  });

  it('knows the mean age, and the time left from the rules that were tried', () => {
    const [dense] = [createEntry('dense', 0.9)];
    expect(computeMeanAge(dense!)).toBeCloseTo(3, 9);
    const progress = { done: 50, total: 150, remainingMs: 1000 };
    expect(estimateRemainingMs({ progress, left: 2 }, [])).toBeCloseTo(1000 + 2 * 1500, 6);
    // 150 batches of 20 ms.
    expect(estimateRemainingMs({ progress, left: 2 }, [dense!])).toBeCloseTo(1000 + 2 * 3000, 6);
    expect(estimateRemainingMs({ progress: null, left: 2 }, [])).toBeUndefined();
  });

  it('is shown in lots, the last with a flush', () => {
    let now = 0;
    const lots: number[] = [];
    const gatherer = createEventGatherer(
      (events) => lots.push(events.length),
      () => now,
    );
    for (now = 0; now <= 1000; now += 200) gatherer.take({ kind: 'tick', tick: createTick(now, 1) });
    gatherer.flush();
    expect(lots).toEqual([1, 4, 1]);
  });
});
