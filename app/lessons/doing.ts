import type { FetchQueryOptions } from '@tanstack/react-query';
import {
  type JobName,
  type Jobs,
  type LatencyReport,
  type PreviewResult,
  type PruneStep,
  type SnapshotId,
  type Step,
  stepSchema,
} from '../../src/index.ts';
import { PREVIEW_IMAGES } from '../store/draftSlice.ts';
import type { TreeNode } from '../store/labState.ts';
import { findNamed, findNode, START_NAME } from '../store/treeNodes.ts';
import { LATENCY_OPTIONS, measurementQuery } from '../views/cost/measurementQuery.ts';
import { jobQuery } from '../views/jobQuery.ts';
import type { DoingOptions, LessonTools } from './lesson.ts';

/** A finished row. */
export type Row = TreeNode & { readonly snapshot: NonNullable<TreeNode['snapshot']> };

function cancelled(): Error {
  return new DOMException('cancelled', 'AbortError');
}

/** Resolves once `isTrue` holds; rejects with AbortError where it was cancelled before. */
function until(
  subscribe: (listener: () => void) => () => void,
  isTrue: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = () => end(() => reject(cancelled()));
    const check = () => isTrue() && end(resolve);
    let unsubscribe = () => {};
    signal.addEventListener('abort', onAbort);
    unsubscribe = subscribe(check);
    if (signal.aborted) onAbort();
    else check();
  });
}

/** The finished row of that name; undefined where it is not there. */
export function maybeRow({ store }: Pick<LessonTools, 'store'>, name: string): Row | undefined {
  const node = findNamed(store.getState().nodes, name);
  return node?.snapshot ? (node as Row) : undefined;
}

/** The start of the recipe; throws where it has none yet. */
export function startRow(tools: Pick<LessonTools, 'store'>): Row {
  const row = maybeRow(tools, START_NAME);
  if (!row) throw new Error('no start: the session is not open');
  return row;
}

/** A step as somebody may write it, defaults left out. */
export function toStep(step: Record<string, unknown> & { readonly kind: Step['kind'] }): Step {
  return stepSchema.parse(step);
}

export function toPrune(step: Omit<Record<string, unknown>, 'kind'>): PruneStep {
  return toStep({ criterion: 'magnitude', granularity: 'weight', ...step, kind: 'prune' }) as PruneStep;
}

/**
 * The row of a step, run now behind `from` unless it stands there already; it is the one looked at afterwards. The step
 * must have a name.
 */
export async function ensureRow(
  tools: LessonTools,
  from: string,
  step: Step,
  { signal, onProgress }: DoingOptions,
): Promise<Row> {
  const { store } = tools;
  const name = step.name!;
  const known = maybeRow(tools, name);
  if (known) {
    store.getState().select(known.id);
    return known;
  }
  if (signal.aborted) throw cancelled();
  const parent = maybeRow(tools, from);
  if (!parent) throw new Error(`no row to go on from: ${from}`);
  store.getState().select(parent.id);
  const stop = () => store.getState().cancelJob();
  signal.addEventListener('abort', stop);
  const unsubscribe = store.subscribe(({ job }) => job.kind === 'running' && onProgress(job.progress));
  try {
    await store.getState().applyStep(step);
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', stop);
  }
  const made = maybeRow(tools, name);
  // What went wrong the store has told already.
  if (!made) throw cancelled();
  return made;
}

/** Puts a step into the form and waits for its preview, the numbers that the panel shows. */
export async function previewDraft(
  { store }: LessonTools,
  step: PruneStep,
  { signal }: DoingOptions,
): Promise<PreviewResult> {
  store.getState().setDraft(step);
  await until(
    store.subscribe,
    () => ['done', 'failed'].includes(store.getState().preview.kind) || store.getState().draft !== step,
    signal,
  );
  const { preview, draft } = store.getState();
  if (preview.kind === 'failed') throw preview.error;
  // Where the person has made it another step meanwhile, the numbers would be those of that one.
  if (preview.kind !== 'done' || draft !== step) throw cancelled();
  return preview.result;
}

/** What a query gives, the same that the views have: asked once, and let go where it is cancelled. */
async function fetchShared<T>(
  { queries }: LessonTools,
  query: FetchQueryOptions<T>,
  { signal }: DoingOptions,
): Promise<T> {
  const cancel = () => void queries.cancelQueries({ queryKey: query.queryKey });
  if (signal.aborted) throw cancelled();
  signal.addEventListener('abort', cancel);
  try {
    return await queries.fetchQuery(query);
  } catch (thrown) {
    if (signal.aborted) throw cancelled();
    throw thrown;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** A worker job whose result the views have too. */
export function ask<N extends JobName>(
  tools: LessonTools,
  job: N,
  params: Jobs[N]['params'],
  options: DoingOptions,
): Promise<Jobs[N]['result']> {
  return fetchShared(tools, jobQuery(tools.client, job, params, options.onProgress), options);
}

/** Times of a forward pass, measured as the view of costs does, which shows them. */
export function askLatency(
  tools: LessonTools,
  id: SnapshotId,
  options: DoingOptions,
): Promise<LatencyReport> {
  const backend = tools.store.getState().backend?.name;
  const query = measurementQuery(tools.client, id, 'latency', backend, LATENCY_OPTIONS, options.onProgress);
  return fetchShared(tools, query, options);
}

/** What a prune step would leave, on the images of every preview. */
export function askPreview(
  tools: LessonTools,
  id: SnapshotId,
  step: PruneStep,
  options: DoingOptions,
): Promise<PreviewResult> {
  return ask(tools, 'preview', { id, step, images: PREVIEW_IMAGES }, options);
}

/** Waits until nothing of the store's own runs, so that what is measured is not in its way. */
export function untilFree({ store }: LessonTools, { signal }: DoingOptions): Promise<void> {
  return until(
    store.subscribe,
    () => store.getState().session === 'open' && store.getState().job.kind !== 'running',
    signal,
  );
}

/** Accuracy of a row on all test images, 0…1. */
export function accuracyOf({ snapshot }: Row): number {
  return snapshot.summary.accuracy.accuracy;
}

/** The last finished row for which `accept` holds, with the row before it. */
export function findLast(
  { store }: Pick<LessonTools, 'store'>,
  accept: (row: Row, parent: Row) => boolean,
): { readonly row: Row; readonly parent: Row } | undefined {
  const { nodes } = store.getState();
  for (const row of [...nodes].reverse()) {
    const parent = findNode(nodes, row.parentId);
    if (row.snapshot && parent?.snapshot && accept(row as Row, parent as Row)) {
      return { row: row as Row, parent: parent as Row };
    }
  }
  return undefined;
}
