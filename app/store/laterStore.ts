import type { StoreApi } from 'zustand';
import type { LabState } from './labState.ts';

/** A state to render from. */
export type ShownStore = Pick<StoreApi<LabState>, 'getState' | 'getInitialState' | 'subscribe'>;

/** Until the browser begins a task of its own; messages to the page it may handle several in one. */
const untilNextTask = () => new Promise((resolve) => setTimeout(resolve));

/** Rows that came, went or are looked at: what nearly all of the page is drawn anew for. */
const concernsRows = (state: LabState, before: LabState) =>
  state.nodes !== before.nodes ||
  state.selectedId !== before.selectedId ||
  state.comparedId !== before.comparedId ||
  state.job.kind !== before.job.kind;

/**
 * The state of `store` as one part of the page shows it: a change of the rows comes `turns` tasks later, so that the
 * page is not drawn anew in one task that nothing can interrupt. What a person writes into the draft comes at once, as
 * fields need it, with all that was waiting.
 */
export function createLaterStore(store: StoreApi<LabState>, turns: number): ShownStore {
  const listeners = new Set<(state: LabState, before: LabState) => void>();
  let shown = store.getState();
  let waiting: object | undefined;
  let stop = () => {};

  const show = () => {
    waiting = undefined;
    const before = shown;
    shown = store.getState();
    for (const listener of [...listeners]) listener(shown, before);
  };
  const showLater = async () => {
    const own = {};
    waiting = own;
    for (let turn = 0; turn < turns; turn++) await untilNextTask();
    if (waiting === own) show();
  };
  const follow = (state: LabState) => {
    if (state.draft !== shown.draft || !(waiting || concernsRows(state, shown))) show();
    else if (!waiting) void showLater();
  };

  return {
    getInitialState: store.getInitialState,
    getState: () => (listeners.size === 0 ? store.getState() : shown),
    subscribe(listener) {
      if (listeners.size === 0) {
        shown = store.getState();
        stop = store.subscribe(follow);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        waiting = undefined;
        stop();
      };
    },
  };
}
