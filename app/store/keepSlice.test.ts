import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, type JobName, type Jobs, type SessionRecord, stepSchema } from '../../src/index.ts';
import { createLabStore } from './createLabStore.ts';
import { DEFAULT_RECIPE } from './defaults.ts';
import { createInMemoryClient } from './inMemoryClient.ts';
import { toSessionRecord } from './keepSlice.ts';
import { nameOf } from './treeNodes.ts';

const TRAIN = stepSchema.parse({ kind: 'train', epochs: 1 });

async function openLab(manual: readonly JobName[] = []) {
  const worker = createInMemoryClient({ manual });
  const store = createLabStore({ client: worker.client });
  await store.getState().openRecipe(DEFAULT_RECIPE);
  const state = () => store.getState();
  const makeStep = async (kept?: number) => {
    void state().applyStep(TRAIN);
    await worker.finishStep(kept);
  };
  const saved = () =>
    worker.of('saveSession').map(({ params }) => (params as Jobs['saveSession']['params']).record);
  return { worker, store, state, makeStep, saved };
}

/** Lets the store's timer run out and everything that waits for it go on. */
async function passTime(): Promise<void> {
  await vi.advanceTimersByTimeAsync(500);
}

describe('keeping the open session', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  });
  afterEach(() => vi.useRealTimers());

  it('does not keep what the page opens by itself', async () => {
    const { state, saved } = await openLab();
    await passTime();
    expect(saved()).toEqual([]);
    expect(state().kept).toBe('none');
  });

  it('keeps it once a step is made, several changes at a time', async () => {
    const { worker, state, makeStep, saved } = await openLab();
    await makeStep();
    state().rename(state().nodes[1]!.id, 'first');
    await passTime();
    expect(saved()).toHaveLength(1);
    expect(saved()[0]!.rows.map(({ step, status }) => [step?.name, status])).toEqual([
      [undefined, 'done'],
      ['first', 'done'],
    ]);
    await worker.of('saveSession')[0]!.done(null);
    expect(state().kept).toBe('kept');
  });

  it('keeps what was not kept yet when another recipe is opened, and gives that another id', async () => {
    const { state, makeStep, saved } = await openLab();
    await makeStep();
    const { sessionId } = state();
    await state().openRecipe(DEFAULT_RECIPE);
    await passTime();
    expect(saved().map(({ id, rows }) => [id, rows.length])).toEqual([[sessionId, 2]]);
    expect(state().sessionId).not.toBe(sessionId);
    expect(state().kept).toBe('none');
  });

  it('says once that the disk is full, and tries again', async () => {
    const { worker, state, makeStep } = await openLab();
    await makeStep();
    await passTime();
    await worker.of('saveSession')[0]!.fail(new AppError('storage-full', 'full'));
    expect(state().kept).toBe('failed');
    state().setTitle('again');
    await passTime();
    await worker.of('saveSession')[1]!.fail(new AppError('storage-full', 'full'));
    expect(state().notices).toHaveLength(1);
  });

  it('leaves running rows out, and keeps those of a recipe as pending', async () => {
    const { worker, state, makeStep } = await openLab();
    await makeStep();
    void state().applyStep(TRAIN);
    expect(worker.of('runStep')).toHaveLength(2);
    expect(toSessionRecord(state()).rows).toHaveLength(2);
  });
});

describe('opening a kept session', () => {
  async function keepOne(): Promise<SessionRecord> {
    const { state, makeStep } = await openLab();
    await makeStep(300);
    state().setTitle('lesson');
    return toSessionRecord(state());
  }

  it('brings back rows, numbers, title and what was looked at', async () => {
    const record = await keepOne();
    const { worker, state } = await openLab(['reopenSession']);
    const opened = state().openSession(record);
    await worker.of('reopenSession')[0]!.done({ manifest: null });
    await opened;
    expect(state()).toMatchObject({ session: 'open', title: 'lesson', sessionId: record.id });
    expect(state().nodes.map(nameOf)).toEqual(['start', '1-train']);
    expect(state().nodes[1]!.snapshot!.summary.cost.totals.keptWeights).toBe(300);
    expect(state().selectedId).toBe(record.selectedId);
  });

  it('opens the recipe with its steps pending where the snapshots are gone, and says so', async () => {
    const record = await keepOne();
    const { worker, state } = await openLab(['reopenSession']);
    const opened = state().openSession(record);
    await worker.of('reopenSession')[0]!.fail(new AppError('session-lost', 'gone'));
    await opened;
    expect(state().session).toBe('open');
    expect(state().nodes.map(({ status }) => status)).toEqual(['done', 'pending']);
    expect(state().notices).toMatchObject([{ kind: 'failed', error: { code: 'session-lost' } }]);
  });
});
