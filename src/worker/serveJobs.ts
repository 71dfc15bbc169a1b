import { isAbortError, toAppError } from '../base/errors.ts';
import type { Progress } from '../base/progress.ts';
import type { JobName, Jobs, WorkerRequest, WorkerResponse } from './protocol.ts';
import { createTrainControl, type SteeredControl } from './trainControl.ts';

/** What a job gets besides its parameters. */
export interface JobContext<N extends JobName> {
  readonly signal: AbortSignal;
  readonly control: SteeredControl;
  onProgress(progress: Progress): void;
  onEvent(event: Jobs[N]['event']): void;
}

export type JobHandler<N extends JobName> = (
  params: Jobs[N]['params'],
  context: JobContext<N>,
) => Promise<Jobs[N]['result']>;

export type JobHandlers = { readonly [N in JobName]: JobHandler<N> };

/** Typed arrays inside a result that may be handed over without a copy. */
function collectTransfers(value: unknown, found: Transferable[] = []): Transferable[] {
  if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) found.push(value.buffer);
  else if (value && typeof value === 'object') {
    for (const entry of Object.values(value)) collectTransfers(entry, found);
  }
  return [...new Set(found)];
}

/**
 * Runs jobs as requests come in, several at a time where they await, and answers each exactly once.
 *
 * Results own their typed arrays: the buffers are transferred, so a handler hands out copies of what it keeps.
 */
export function serveJobs(
  handlers: JobHandlers,
  post: (response: WorkerResponse, transfer?: Transferable[]) => void,
): (request: WorkerRequest) => void {
  const running = new Map<number, { abort: AbortController; control: SteeredControl }>();

  async function start<N extends JobName>(id: number, job: N, params: Jobs[N]['params']): Promise<void> {
    const abort = new AbortController();
    const control = createTrainControl();
    running.set(id, { abort, control });
    abort.signal.addEventListener('abort', () => control.steer('finish'));
    try {
      const result = await handlers[job](params, {
        signal: abort.signal,
        control,
        onProgress: (progress) => post({ kind: 'progress', id, progress }),
        onEvent: (event) => post({ kind: 'event', id, event }),
      });
      if (abort.signal.aborted) post({ kind: 'cancelled', id });
      else post({ kind: 'done', id, result }, collectTransfers(result));
    } catch (thrown) {
      if (isAbortError(thrown) || abort.signal.aborted) {
        post({ kind: 'cancelled', id });
        return;
      }
      const { code, message, details } = toAppError(thrown);
      post({ kind: 'failed', id, code, message, details });
    } finally {
      running.delete(id);
    }
  }

  return (request) => {
    if (request.kind === 'ping') post({ kind: 'pong' });
    else if (request.kind === 'start') void start(request.id, request.job, request.params as never);
    else if (request.kind === 'cancel') running.get(request.id)?.abort.abort();
    else running.get(request.id)?.control.steer(request.command);
  };
}
