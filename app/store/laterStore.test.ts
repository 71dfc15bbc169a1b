import { expect, it, vi } from 'vitest';
import { createStore } from 'zustand';
import type { LabState } from './labState.ts';
import { createLaterStore } from './laterStore.ts';

const task = () => new Promise((resolve) => setTimeout(resolve));

/** A store with the fields that matter here, and what a part of the page would have drawn of it. */
function follow(turns: number) {
  const first = {
    nodes: [],
    selectedId: 'a',
    comparedId: null,
    job: { kind: 'idle' },
    draft: {},
    view: 'weights',
  };
  const store = createStore(() => first as unknown as LabState);
  const later = createLaterStore(store, turns);
  const drawn = vi.fn<(state: LabState) => void>();
  const stop = later.subscribe(drawn);
  return { store, later, drawn, stop };
}

it.each([1, 2, 3])('shows a change of the rows %i tasks later', async (turns) => {
  const { store, later, drawn } = follow(turns);
  store.setState({ selectedId: 'b' });
  for (let turn = 0; turn < turns; turn++) {
    expect(later.getState().selectedId).toBe('a');
    await task();
  }
  expect(later.getState()).toBe(store.getState());
  expect(drawn).toHaveBeenCalledTimes(1);
});

it('shows several changes in one', async () => {
  const { store, later, drawn } = follow(1);
  store.setState({ nodes: [] });
  store.setState({ selectedId: 'b' });
  store.setState({ undoCount: 1 });
  await task();
  expect(later.getState()).toBe(store.getState());
  expect(drawn).toHaveBeenCalledTimes(1);
});

it('shows all else at once, and a change of the draft with what was waiting', async () => {
  const { store, later, drawn } = follow(2);
  store.setState({ view: 'filters' });
  expect(later.getState().view).toBe('filters');
  store.setState({ selectedId: 'b' });
  expect(later.getState().selectedId).toBe('a');
  store.setState({ draft: { kind: 'compact' } });
  expect(later.getState()).toBe(store.getState());
  await task();
  await task();
  expect(drawn).toHaveBeenCalledTimes(2);
});

it('is the store itself where nobody draws it', async () => {
  const { store, later, drawn, stop } = follow(1);
  store.setState({ selectedId: 'b' });
  stop();
  expect(later.getState().selectedId).toBe('b');
  await task();
  expect(drawn).not.toHaveBeenCalled();
  later.subscribe(drawn);
  store.setState({ selectedId: 'c' });
  expect(later.getState().selectedId).toBe('b');
  await task();
  expect(later.getState().selectedId).toBe('c');
});
