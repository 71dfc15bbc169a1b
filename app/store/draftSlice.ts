import {
  isAbortError,
  type LabClient,
  type PruneStep,
  type SnapshotId,
  toAppError,
} from '../../src/index.ts';
import { DEFAULT_DRAFTS } from './defaults.ts';
import type { DraftSlice, LabState, PreviewState } from './labState.ts';
import { choiceOf } from './pruneChoice.ts';
import type { SliceContext } from './slice.ts';
import { findNode } from './treeNodes.ts';

/** Test images on which a preview measures accuracy. */
export const PREVIEW_IMAGES = 500;

/** A measurement is let end where nothing has been shown for so long: a hand that never rests sees numbers too. */
const LONGEST_SILENCE_MS = 250;

/** The step being made. */
export function createDraftSlice({ set, get }: SliceContext): DraftSlice {
  return {
    draft: DEFAULT_DRAFTS.prune!,
    drafts: DEFAULT_DRAFTS,
    preview: { kind: 'none' },
    setDraft(step) {
      set(({ drafts }) => ({ draft: step, drafts: { ...drafts, [step.kind]: step } }));
    },
    chooseKind(kind) {
      const draft = get().drafts[kind] ?? DEFAULT_DRAFTS[kind];
      if (draft) get().setDraft(draft);
    },
    changePrune(change) {
      const { draft, setDraft } = get();
      if (draft.kind === 'prune') setDraft(change(draft));
    },
  };
}

/** The last result known, to be shown faint while a newer one is measured. */
function lastResult(preview: PreviewState) {
  if (preview.kind === 'done') return preview.result;
  return preview.kind === 'running' ? preview.last : null;
}

/** A step's whole amount at once: what is trained and cut in rounds cannot be shown while a hand moves. */
function toOneCut({ schedule: _, ...step }: PruneStep): PruneStep {
  return step;
}

/** What decides on the preview; the same values give the same preview. */
function previewInput({ draft, selectedId, session, job, nodes, backend }: LabState) {
  const node = findNode(nodes, selectedId);
  const step = draft.kind === 'prune' ? draft : null;
  const possible = session === 'open' && job.kind !== 'running' && node?.status === 'done';
  return { id: node?.id, step: possible ? step : null, backend };
}

/**
 * Measures the draft whenever it or the selected snapshot changes.
 *
 * Latest wins: a newer draft cancels the measurement of an older one, which stops at its next chunk of images; only one
 * that is overdue may end first, and then the newest draft is measured next. A change of snapshot always cancels, and so
 * does a change of more than the amount's numbers: what is collected for one criterion is of no use to another.
 * Returns the unsubscriber.
 */
export function followPreview(
  store: {
    getState(): LabState;
    setState(partial: Partial<LabState>): void;
    subscribe(listener: () => void): () => void;
  },
  client: LabClient,
  now: () => number = () => performance.now(),
): () => void {
  let known: ReturnType<typeof previewInput> | undefined;
  let running: AbortController | undefined;
  let waiting = false;
  /** When the last result was shown, or the first measurement since then began. */
  let shownMs = Number.NEGATIVE_INFINITY;

  const cancel = () => {
    running?.abort();
    running = undefined;
    waiting = false;
  };

  async function measure(id: SnapshotId, step: PruneStep): Promise<void> {
    const own = new AbortController();
    running = own;
    let preview: PreviewState;
    try {
      const params = { id, step: toOneCut(step), images: PREVIEW_IMAGES };
      preview = { kind: 'done', result: await client.run('preview', params, { signal: own.signal }) };
    } catch (thrown) {
      if (own.signal.aborted || isAbortError(thrown)) return;
      preview = { kind: 'failed', error: toAppError(thrown) };
    }
    if (own.signal.aborted) return;
    running = undefined;
    shownMs = now();
    if (waiting) {
      waiting = false;
      store.setState({ preview: { kind: 'running', last: lastResult(preview) } });
      void measure(id, known!.step!);
    } else store.setState({ preview });
  }

  const follow = () => {
    const input = previewInput(store.getState());
    if (known && input.id === known.id && input.step === known.step && input.backend === known.backend) {
      return;
    }
    const sameSnapshot = input.id === known?.id && input.backend === known?.backend;
    const sameChoice = input.step && known?.step && choiceOf(input.step) === choiceOf(known.step);
    known = input;
    const { id, step } = input;
    if (!step || id === undefined) {
      cancel();
      if (store.getState().preview.kind !== 'none') store.setState({ preview: { kind: 'none' } });
      return;
    }
    if (!running || !sameSnapshot) shownMs = now();
    if (!sameSnapshot || !sameChoice || now() - shownMs < LONGEST_SILENCE_MS) cancel();
    const last = sameSnapshot ? lastResult(store.getState().preview) : null;
    store.setState({ preview: { kind: 'running', last } });
    if (running) waiting = true;
    else void measure(id, step);
  };

  const unsubscribe = store.subscribe(follow);
  follow();
  return () => {
    unsubscribe();
    cancel();
  };
}
