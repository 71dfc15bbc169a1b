import { describe, expect, it } from 'vitest';
import { parseRecipe } from './parseRecipe.ts';
import type { RecipeInput } from './schema.ts';
import type { Snapshot } from './snapshot.ts';
import { createSnapshotMemory, listOrigins } from './snapshotMemory.ts';

const CUT = {
  kind: 'prune',
  criterion: 'magnitude',
  granularity: 'weight',
  amount: { sparsity: 0.5 },
} as const;

function originsOf(steps: NonNullable<RecipeInput['steps']>, seed = 1) {
  return listOrigins(
    parseRecipe({ version: 1, seed, dataset: { name: 'mnist' }, network: { preset: 'lenet-5' }, steps }),
  );
}

describe('listOrigins', () => {
  const first = originsOf([
    { kind: 'train', name: 'dense', epochs: 1 },
    { ...CUT, name: 'cut' },
    { kind: 'rewind', name: 'ticket', to: 'start' },
    { kind: 'rewind', name: 'late ticket', from: 'cut', to: 'dense' },
  ]);

  it('is the same for the same steps under other names', () => {
    const second = originsOf([
      { ...CUT, name: 'aside' },
      { kind: 'train', name: 'trained', from: 'start', epochs: 1, note: 'the same' },
      { ...CUT, name: 'halved' },
      { kind: 'rewind', name: 'winner', to: 'start' },
      { kind: 'rewind', name: 'late winner', from: 'halved', to: 'trained' },
    ]);
    expect(second.get('trained')).toBe(first.get('dense'));
    expect(second.get('halved')).toBe(first.get('cut'));
    expect(second.get('winner')).toBe(first.get('ticket'));
    expect(second.get('late winner')).toBe(first.get('late ticket'));
  });

  it('differs by seed, by setting, by where a step starts and by what it goes back to', () => {
    expect(originsOf([{ kind: 'train', name: 'dense', epochs: 1 }], 2).get('dense')).not.toBe(
      first.get('dense'),
    );
    expect(originsOf([{ kind: 'train', name: 'dense', epochs: 2 }]).get('dense')).not.toBe(
      first.get('dense'),
    );
    expect(originsOf([{ ...CUT, name: 'cut' }]).get('cut')).not.toBe(first.get('cut'));
    expect(first.get('ticket')).not.toBe(first.get('late ticket'));
  });

  it('grows by a line a step, not more', () => {
    const steps = Array.from({ length: 60 }, () => ({ ...CUT, amount: { ofRemaining: 0.2 } }));
    const lengths = [...originsOf(steps).values()].map(({ length }) => length);
    expect(lengths[60]! - lengths[59]!).toBe(lengths[2]! - lengths[1]!);
  });
});

describe('createSnapshotMemory', () => {
  const snapshot = (name: string, seconds: number, trained = true) =>
    ({ name, summary: { seconds, ...(trained ? { train: {} } : {}) } }) as unknown as Snapshot;

  it('keeps trainings that took a while, the latest of them', () => {
    const memory = createSnapshotMemory(2);
    const long = ['a', 'b', 'c'].map((name) => snapshot(name, 9));
    for (const entry of long) memory.remember(entry.name, entry);
    memory.remember('short', snapshot('short', 0.1));
    memory.remember('cut', snapshot('cut', 9, false));
    expect(['a', 'b', 'c', 'short', 'cut'].map((name) => memory.recall(name))).toEqual([
      undefined,
      long[1],
      long[2],
      undefined,
      undefined,
    ]);
  });
});
