import { describe, expect, it } from 'vitest';
import type { SessionRecord } from '../../../src/index.ts';
import { createLabStore } from '../../store/createLabStore.ts';
import { DEFAULT_DRAFTS, DEFAULT_RECIPE } from '../../store/defaults.ts';
import { createInMemoryClient, viewOf } from '../../store/inMemoryClient.ts';
import type { LabState } from '../../store/labState.ts';
import { continueRecipe, isWaitedFor, openSpec, startsFromOwn, waitsForOwn } from './ownWeights.ts';

const { spec } = viewOf('x', 0);
const HEADER = {
  version: 1 as const,
  seed: 7,
  dataset: { name: 'mnist' as const, testSize: 500 },
  network: { spec: JSON.parse(JSON.stringify(spec)) as never },
  weights: 'own:abc',
};
const RECORD: SessionRecord = {
  id: 's',
  title: '',
  header: { ...HEADER, seed: 1, dataset: { name: 'mnist' } },
  rows: [{ id: 'new-1', parentId: null, step: null, status: 'done', snapshot: viewOf('new-1', 0) }],
  selectedId: 'new-1',
  comparedId: null,
};
const STATE = {
  session: 'failed',
  header: HEADER,
  selectedId: 'a',
  nodes: [
    { id: 'a', parentId: null, step: null, status: 'failed' },
    { id: 'b', parentId: 'a', step: DEFAULT_DRAFTS.prune!, status: 'pending' },
    { id: 'c', parentId: 'b', step: DEFAULT_DRAFTS.train!, status: 'pending' },
  ],
} satisfies Partial<LabState>;

describe('weights that somebody brought', () => {
  it('are told from those that lie on the server', () => {
    expect(startsFromOwn(HEADER)).toBe(true);
    expect(startsFromOwn(DEFAULT_RECIPE)).toBe(false);
    expect(waitsForOwn(STATE)).toBe(true);
    expect(waitsForOwn({ ...STATE, session: 'open' })).toBe(false);
    expect(isWaitedFor({ weights: 'own:abc' }, STATE)).toBe(true);
    expect(isWaitedFor({ weights: 'own:abd' }, STATE)).toBe(false);
  });

  it('are for the network of A, or for the one that the recipe names where there is none yet', () => {
    const done = { id: 'a', parentId: null, step: null, status: 'done', snapshot: viewOf('a', 0) } as const;
    expect(openSpec({ ...STATE, nodes: [done] })).toBe(done.snapshot.spec);
    expect(openSpec(STATE)).toEqual(spec);
    expect(openSpec({ ...STATE, header: DEFAULT_RECIPE })).toBeNull();
  });

  it('bring the steps of the recipe that waits for them along, still to be run, with its seed and sizes', () => {
    const { header, rows } = continueRecipe(RECORD, STATE);
    expect(header).toBe(HEADER);
    expect(rows.map(({ id, parentId, status }) => [id, parentId, status])).toEqual([
      ['new-1', null, 'done'],
      ['b', 'new-1', 'pending'],
      ['c', 'b', 'pending'],
    ]);
  });

  it('stand alone where the recipe waits for others, or for another network', () => {
    expect(continueRecipe(RECORD, { ...STATE, session: 'open' })).toBe(RECORD);
    const other = { ...HEADER, network: { preset: 'lenet-5' } };
    expect(continueRecipe(RECORD, { ...STATE, header: other })).toBe(RECORD);
  });

  it('keep the ids of pending rows, so that nothing of them is dropped when the session opens', async () => {
    const worker = createInMemoryClient({ manual: ['openSession'] });
    const store = createLabStore({ client: worker.client });
    const opening = store.getState().openRecipe({ ...HEADER, steps: [DEFAULT_DRAFTS.prune!] });
    const { AppError } = await import('../../../src/index.ts');
    await worker.of('openSession')[0]!.fail(new AppError('invalid-weights', 'not here'));
    await opening;
    void store.getState().openSession(continueRecipe(RECORD, store.getState()));
    expect(store.getState().nodes.map(({ status }) => status)).toEqual(['done', 'pending']);
    expect(worker.of('reopenSession')[0]?.params).toMatchObject({ ids: ['new-1'] });
  });
});
