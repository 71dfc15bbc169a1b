import { createContext, use } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { LabClient } from '../../src/index.ts';
import type { LabState } from './labState.ts';
import type { ShownStore } from './laterStore.ts';

/** The store and the worker's client, handed down once by the composition root. */
export interface Lab {
  readonly store: StoreApi<LabState>;
  readonly client: LabClient;
  /** The state that a part of the page is drawn from, where that is not the store itself. */
  readonly shown?: ShownStore;
}

export const LabContext = createContext<Lab | null>(null);

/** What the composition root, or the part of the page around, hands down. */
export function useLabContext(): Lab {
  const lab = use(LabContext);
  if (!lab) throw new Error('no lab: wrap the page in LabContext');
  return lab;
}

/** A selected part of the page's state; `select` must return something stable. */
export function useLab<T>(select: (state: LabState) => T): T {
  const { store, shown = store } = useLabContext();
  return useStore(shown, select);
}

/** The worker's client, for queries of the views. */
export function useClient(): LabClient {
  return useLabContext().client;
}

/** The store itself, for what reads the state only when something is done. */
export function useLabStore(): StoreApi<LabState> {
  return useLabContext().store;
}
