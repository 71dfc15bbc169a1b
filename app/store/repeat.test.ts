import { describe, expect, it } from 'vitest';
import { stepSchema } from '../../src/index.ts';
import { openTestLab, PRUNE, TRAIN } from './openTestLab.ts';
import { nextName, rowsTowards } from './treeNodes.ts';

const rest = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('notes', () => {
  it('stand in the step, are undone, and do not go beyond their length', async () => {
    const { state, idOf, apply } = await openTestLab();
    await apply(PRUNE);
    const id = idOf('1-prune');
    state().annotate(id, `  look at conv1 ${'x'.repeat(600)}`);
    expect(state().nodes[1]?.step?.note).toHaveLength(500);
    state().annotate(id, ' ');
    expect(state().nodes[1]?.step).not.toHaveProperty('note');
    state().undo();
    expect(state().nodes[1]?.step?.note).toMatch(/^look at conv1/);
  });

  it('are not put to the start, which has no step', async () => {
    const { state, idOf } = await openTestLab();
    state().annotate(idOf('start'), 'no');
    expect(state().undoCount).toBe(0);
  });
});

describe('running a row again', () => {
  it('makes a branch of it and what follows, under names of its own, and runs only that', async () => {
    const { state, worker, names, idOf, apply } = await openTestLab();
    await apply(PRUNE, 200);
    await apply(TRAIN, 200);
    await apply({ kind: 'rewind', to: '1-prune' }, 200);
    void state().repeat(idOf('1-prune'));
    expect(names()).toEqual([
      'start',
      '1-prune',
      '2-train',
      '3-rewind',
      '1-prune-2',
      '2-train-2',
      '3-rewind-2',
    ]);
    for (let row = 0; row < 3; row++) {
      await worker.finishStep(200);
      await rest();
    }
    expect(state().nodes.map(({ status }) => status)).toEqual(Array(7).fill('done'));
    expect(state().nodes.find(({ id }) => id === idOf('1-prune-2'))).toMatchObject({
      parentId: idOf('start'),
      repeatOf: idOf('1-prune'),
    });
    // The copy goes back to the copy.
    expect(state().nodes.at(-1)?.step).toMatchObject({ kind: 'rewind', to: '1-prune-2' });
    expect(worker.of('runStep').at(-1)?.params).toMatchObject({ named: idOf('1-prune-2') });
  });
});

describe('nextName', () => {
  it('counts on from a number that is there, past what is taken', () => {
    expect(nextName(new Set(['cut']), 'cut')).toBe('cut-2');
    expect(nextName(new Set(['cut', 'cut-2', 'cut-3']), 'cut-2')).toBe('cut-4');
    expect(nextName(new Set(), 'x'.repeat(60))).toBe(`${'x'.repeat(58)}-2`);
  });
});

describe('rowsTowards', () => {
  it('holds the way from the start and what a step on it names elsewhere', async () => {
    const { state, idOf, apply } = await openTestLab();
    await apply(TRAIN);
    state().select(idOf('start'));
    await apply(PRUNE);
    await apply(stepSchema.parse({ kind: 'rewind', to: '1-train' }));
    const names = rowsTowards(state().nodes, idOf('3-rewind')).map(({ step }) => step?.name ?? 'start');
    expect(names).toEqual(['start', '1-train', '2-prune', '3-rewind']);
    expect(rowsTowards(state().nodes, idOf('2-prune'))).toHaveLength(2);
  });
});
