import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { createLabStore } from '../store/createLabStore.ts';
import { DEFAULT_RECIPE } from '../store/defaults.ts';
import { createInMemoryClient } from '../store/inMemoryClient.ts';
import { nameOf } from '../store/treeNodes.ts';
import { readPhases } from './courses/pipeline.ts';
import { ask, ensureRow, findLast, previewDraft, toPrune, toStep } from './doing.ts';
import type { LessonTools } from './lesson.ts';

async function open() {
  const worker = createInMemoryClient();
  const store = createLabStore({ client: worker.client });
  await store.getState().openRecipe(DEFAULT_RECIPE);
  const controller = new AbortController();
  const tools: LessonTools = { store, client: worker.client, queries: new QueryClient() };
  const options = { signal: controller.signal, onProgress: () => {} };
  const names = () => store.getState().nodes.map(nameOf);
  return { worker, store, tools, options, controller, names };
}

const CUT = toPrune({ amount: { sparsity: 0.95 }, name: 'cut' });

describe('ensureRow', () => {
  it('runs a step behind its row and looks at it', async () => {
    const { worker, store, tools, options, names } = await open();
    const made = ensureRow(tools, 'start', CUT, options);
    await worker.finishStep(50);
    expect((await made).step).toMatchObject({ kind: 'prune', name: 'cut' });
    expect(names()).toEqual(['start', 'cut']);
    expect(store.getState().selectedId).toBe((await made).id);
  });

  it('takes the row that stands there already', async () => {
    const { worker, tools, options, names } = await open();
    const made = ensureRow(tools, 'start', CUT, options);
    await worker.finishStep();
    await made;
    expect((await ensureRow(tools, 'start', CUT, options)).id).toBe((await made).id);
    expect(names()).toEqual(['start', 'cut']);
    expect(worker.of('runStep')).toHaveLength(1);
  });

  it('leaves no row where it was cancelled, and says so', async () => {
    const { worker, tools, options, controller, names } = await open();
    const made = ensureRow(tools, 'start', CUT, options);
    controller.abort();
    await expect(made).rejects.toMatchObject({ name: 'AbortError' });
    expect(worker.of('runStep')[0]?.aborted()).toBe(true);
    expect(names()).toEqual(['start']);
  });

  it('needs the row before', async () => {
    const { tools, options } = await open();
    await expect(ensureRow(tools, 'nowhere', CUT, options)).rejects.toThrow(/nowhere/);
  });
});

describe('previewDraft', () => {
  it('puts the step into the form and waits for its numbers', async () => {
    const { worker, store, tools, options } = await open();
    const shown = previewDraft(tools, CUT, options);
    expect(store.getState().draft).toBe(CUT);
    await worker.of('preview').at(-1)!.done({ accuracy: 0.5 });
    expect(await shown).toEqual({ accuracy: 0.5 });
  });

  it('gives up where the person makes it another step meanwhile', async () => {
    const { store, tools, options } = await open();
    const shown = previewDraft(tools, CUT, options);
    store.getState().setDraft(toPrune({ amount: { sparsity: 0.1 } }));
    await expect(shown).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('ask', () => {
  it('asks the worker once for what a view has asked already', async () => {
    const { worker, tools, options } = await open();
    const params = { id: 'a' };
    const first = ask(tools, 'magnitudes', params, options);
    await worker.of('magnitudes')[0]!.done([]);
    expect(await first).toEqual([]);
    expect(await ask(tools, 'magnitudes', { ...params }, options)).toEqual([]);
    expect(worker.of('magnitudes')).toHaveLength(1);
  });

  it('ends the job where it is cancelled', async () => {
    const { worker, tools, options, controller } = await open();
    const asked = ask(tools, 'magnitudes', { id: 'a' }, options);
    await Promise.resolve();
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(worker.of('magnitudes')[0]?.aborted()).toBe(true);
  });
});

describe('what a person did themselves', () => {
  it('is found by what it is, not by its name', async () => {
    const { worker, store, tools } = await open();
    const apply = async (step: Parameters<typeof toStep>[0], kept: number) => {
      void store.getState().applyStep(toStep(step));
      await worker.finishStep(kept);
    };
    expect(readPhases(tools)).toEqual({});
    await apply({ kind: 'train', epochs: 1 }, 1000);
    expect(Object.keys(readPhases(tools))).toEqual(['trained']);
    const cut = { kind: 'prune', criterion: 'magnitude', granularity: 'weight' } as const;
    await apply({ ...cut, amount: { sparsity: 0.5 } }, 500);
    expect(Object.keys(readPhases(tools))).toEqual(['trained']);
    store.getState().undo();
    await apply({ ...cut, amount: { sparsity: 0.95 } }, 50);
    await apply({ kind: 'train', epochs: 1 }, 50);
    expect(Object.keys(readPhases(tools)).sort()).toEqual(['pruned', 'trained', 'tuned']);
    expect(findLast(tools, ({ step }) => step?.kind === 'rewind')).toBeUndefined();
  });
});
