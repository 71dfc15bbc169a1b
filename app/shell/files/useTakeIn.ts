import { useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand';
import {
  type AppError,
  isAbortError,
  type LabClient,
  type NetworkFileSummary,
  type Progress,
  type SnapshotId,
  toAppError,
} from '../../../src/index.ts';
import { useClient, useLabStore } from '../../store/labContext.ts';
import type { LabState } from '../../store/labState.ts';
import type { DatasetName } from '../networks/networkChoices.ts';
import { continueRecipe, openSpec } from './ownWeights.ts';

/** How far a network in files is. */
export type TakeIn =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly summary: NetworkFileSummary }
  | { readonly kind: 'measuring'; readonly summary: NetworkFileSummary; readonly progress: Progress | null }
  | { readonly kind: 'refused'; readonly error: AppError };

/** Puts the accuracy on all test images in place of that on the first ones, as for every other start. */
async function measureOnAll(id: SnapshotId, store: StoreApi<LabState>, client: LabClient): Promise<void> {
  const { sessionId, session, fail } = store.getState();
  if (session !== 'open' || !store.getState().nodes.some((node) => node.id === id)) return;
  const isOpen = () => store.getState().sessionId === sessionId;
  store.setState({ evaluatingStart: true });
  try {
    const accuracy = await client.run('evaluate', { id });
    if (!isOpen()) return;
    store.setState(({ nodes }) => ({
      nodes: nodes.map((node) =>
        node.id === id && node.snapshot
          ? { ...node, snapshot: { ...node.snapshot, summary: { ...node.snapshot.summary, accuracy } } }
          : node,
      ),
    }));
  } catch (thrown) {
    fail(thrown);
  }
  if (isOpen()) store.setState({ evaluatingStart: false });
}

/** Looks into files, and opens the network in them on a data set; leaving stops what runs. */
export function useTakeIn(files: readonly File[], onTaken: () => void) {
  const client = useClient();
  const store = useLabStore();
  const [state, setState] = useState<TakeIn>({ kind: 'reading' });
  const [open] = useState(() => openSpec(store.getState()));
  const stop = useRef<AbortController>(null);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setState({ kind: 'reading' });
    client.run('inspectNetwork', { files, open }, { signal }).then(
      (summary) => !signal.aborted && setState({ kind: 'read', summary }),
      (thrown) =>
        !signal.aborted && !isAbortError(thrown) && setState({ kind: 'refused', error: toAppError(thrown) }),
    );
    return () => {
      controller.abort();
      stop.current?.abort();
    };
  }, [client, files, open]);

  async function takeIn(summary: NetworkFileSummary, dataset: DatasetName): Promise<void> {
    const controller = new AbortController();
    stop.current = controller;
    const { signal } = controller;
    setState({ kind: 'measuring', summary, progress: null });
    try {
      const record = await client.run(
        'importNetwork',
        { files, open, dataset },
        {
          signal,
          onProgress: (progress) => !signal.aborted && setState({ kind: 'measuring', summary, progress }),
        },
      );
      // From here on nothing is stopped: the dialog goes because the session comes.
      stop.current = null;
      const session = continueRecipe(record, store.getState());
      onTaken();
      await store.getState().openSession(session);
      await measureOnAll(record.selectedId, store, client);
    } catch (thrown) {
      if (signal.aborted || isAbortError(thrown)) return;
      setState({ kind: 'refused', error: toAppError(thrown) });
    }
  }

  return { state, takeIn };
}
