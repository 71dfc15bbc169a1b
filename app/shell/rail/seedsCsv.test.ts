import { describe, expect, it } from 'vitest';
import { toSeedsCsv } from './seedsCsv.ts';

describe('toSeedsCsv', () => {
  it('has a line for each snapshot of each seed', () => {
    const snapshot = {
      name: 'a, b',
      accuracy: 0.5,
      loss: 1.25,
      totals: { keptWeights: 3, effectiveMacs: 9 },
    };
    expect(
      toSeedsCsv([
        { seed: 1, snapshots: [snapshot] },
        { seed: 2, snapshots: [snapshot] },
      ]),
    ).toBe(
      'seed,snapshot,accuracy,loss,keptWeights,effectiveMacs\n1,"a, b",0.5,1.25,3,9\n2,"a, b",0.5,1.25,3,9\n',
    );
  });
});
