import { describe, expect, it } from 'vitest';
import { summarizeSeeds } from './summarizeSeeds.ts';

const run = (seed: number, accuracy: number, keptWeights = 100) => ({
  seed,
  snapshots: [
    { name: 'start', accuracy: 0.5, loss: 2, totals: { keptWeights: 200, effectiveMacs: 50 } },
    { name: 'pruned', accuracy, loss: 1 - accuracy, totals: { keptWeights, effectiveMacs: 20 } },
  ],
});

describe('summarizeSeeds', () => {
  it('gives mean, sample deviation and range of each snapshot over seeds', () => {
    const { seeds, snapshots } = summarizeSeeds([run(3, 0.7), run(1, 0.9, 103), run(2, 0.8, 100)]);
    expect(seeds).toEqual([3, 1, 2]);
    expect(snapshots.map(({ name }) => name)).toEqual(['start', 'pruned']);
    const { accuracy, loss, keptWeights, effectiveMacs } = snapshots[1]!;
    // (0.01 + 0.01) / 2 = 0.1²; divided by 3 it would be 0.0816².
    expect(accuracy.standardDeviation).toBeCloseTo(0.1, 12);
    expect(accuracy).toMatchObject({ min: 0.7, max: 0.9, n: 3, values: [0.7, 0.9, 0.8] });
    expect(accuracy.mean).toBeCloseTo(0.8, 12);
    expect(loss.mean).toBeCloseTo(0.2, 12);
    expect(keptWeights).toMatchObject({ mean: 101, min: 100, max: 103 });
    expect(keptWeights.standardDeviation).toBeCloseTo(Math.sqrt(3), 12);
    expect(effectiveMacs).toMatchObject({ mean: 20, standardDeviation: 0 });
    expect(snapshots[0]!.accuracy.standardDeviation).toBe(0);
  });

  it('does not depend on the order of the runs but for the values', () => {
    const runs = [run(1, 0.31), run(2, 0.47), run(3, 0.88), run(4, 0.52)];
    const strip = ({ snapshots }: ReturnType<typeof summarizeSeeds>) =>
      snapshots.map(({ accuracy }) => [
        accuracy.mean,
        accuracy.standardDeviation,
        accuracy.min,
        accuracy.max,
      ]);
    for (const [row, values] of strip(summarizeSeeds(runs.toReversed())).entries()) {
      for (const [place, value] of values.entries()) {
        expect(value).toBeCloseTo(strip(summarizeSeeds(runs))[row]![place]!, 12);
      }
    }
  });

  it('knows no deviation of one run', () => {
    const { accuracy } = summarizeSeeds([run(1, 0.6)]).snapshots[1]!;
    expect(accuracy).toEqual({ mean: 0.6, standardDeviation: null, min: 0.6, max: 0.6, n: 1, values: [0.6] });
  });

  it('refuses runs of different recipes, one seed twice, and none', () => {
    const other = { seed: 2, snapshots: run(2, 0.5).snapshots.slice(0, 1) };
    expect(() => summarizeSeeds([run(1, 0.5), other])).toThrow(
      'results of different recipes: seed 2 has snapshots start (expected start, pruned)',
    );
    expect(() => summarizeSeeds([run(7, 0.5), run(7, 0.6)])).toThrow('two results of seed 7');
    expect(() => summarizeSeeds([])).toThrow('no result');
  });
});
