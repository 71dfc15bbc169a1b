import { AppError } from '../base/errors.ts';
import type {
  JobName,
  JobOptions,
  Jobs,
  LabClient,
  SessionHeader,
  WorkerRequest,
  WorkerResponse,
} from './protocol.ts';
import { spawnWorker } from './spawnWorker.ts';

/** How long a cancelled job may take to say that it stopped before its worker is ended. */
const CANCEL_GRACE_MS = 1000;
/** The same for jobs that a newer one replaces while a slider moves: a slow backend may finish its batch. */
const REPLACED_GRACE_MS = 15_000;
const LONG_JOBS: ReadonlySet<JobName> = new Set(['runStep', 'measure', 'exchange']);
/** How long a worker with work may stay silent before it counts as dead; first-time compilation can take seconds. */
const SILENCE_LIMIT_MS = 60_000;

interface PendingJob {
  readonly job: JobName;
  readonly options: JobOptions<JobName>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** The part of a Worker that the client uses. */
export type WorkerLike = Pick<
  Worker,
  'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'
>;

function abortError(): DOMException {
  return new DOMException('cancelled', 'AbortError');
}

/**
 * Creates the page's side of the worker.
 *
 * A worker that dies takes its running jobs with it (they reject with `worker-died`); the next job starts a
 * new one, which finds backend, data set and snapshots again (`restoreSession`), so nothing finished is lost.
 */
export function createLabClient(createWorker: () => WorkerLike = spawnWorker): LabClient {
  const pending = new Map<number, PendingJob>();
  const noticeListeners = new Set<Parameters<LabClient['onNotice']>[0]>();
  const datasetListeners = new Set<Parameters<LabClient['onDataset']>[0]>();
  let worker: WorkerLike | undefined;
  let nextId = 1;
  let lastHeardMs = 0;
  let watchdog: ReturnType<typeof setInterval> | undefined;
  // What a new worker must be told to stand where the dead one stood.
  let engineParams: Jobs['startEngine']['params'] | undefined;
  let sessionHeader: SessionHeader | undefined;
  let restored: Promise<unknown> = Promise.resolve();

  function end(error: () => unknown): void {
    worker?.terminate();
    worker = undefined;
    clearInterval(watchdog);
    const jobs = [...pending.values()];
    pending.clear();
    for (const job of jobs) job.reject(job.options.signal?.aborted ? abortError() : error());
  }

  function die(reason: string): void {
    end(() => new AppError('worker-died', `worker died: ${reason}`, { reason }));
  }

  function receive(response: WorkerResponse): void {
    lastHeardMs = Date.now();
    if (response.kind === 'pong') return;
    if (response.kind === 'notice') {
      for (const listener of noticeListeners) listener(response);
      return;
    }
    if (response.kind === 'dataset') {
      for (const listener of datasetListeners) listener(response);
      return;
    }
    const job = pending.get(response.id);
    if (!job) return;
    if (response.kind === 'progress') job.options.onProgress?.(response.progress);
    else if (response.kind === 'event') job.options.onEvent?.(response.event as never);
    else {
      pending.delete(response.id);
      if (response.kind === 'done') job.resolve(response.result);
      else if (response.kind === 'cancelled') job.reject(abortError());
      else job.reject(new AppError(response.code, response.message, response.details));
    }
  }

  function start(): WorkerLike {
    const created = createWorker();
    worker = created;
    lastHeardMs = Date.now();
    created.onmessage = ({ data }: MessageEvent<WorkerResponse>) => receive(data);
    created.onerror = (event) =>
      die(typeof event === 'string' ? event : (event as ErrorEvent).message || 'error');
    created.onmessageerror = () => die('unreadable message');
    watchdog = setInterval(() => {
      if (pending.size === 0) lastHeardMs = Date.now();
      else if (Date.now() - lastHeardMs > SILENCE_LIMIT_MS) die('no answer');
      else created.postMessage({ kind: 'ping' } satisfies WorkerRequest);
    }, 5000);
    if (sessionHeader) {
      restored = send('restoreSession', { header: sessionHeader, engine: engineParams ?? {} }, {});
      restored.catch(() => {});
    } else restored = Promise.resolve();
    return created;
  }

  function send<N extends JobName>(job: N, params: Jobs[N]['params'], options: JobOptions<N>) {
    return new Promise<Jobs[N]['result']>((resolve, reject) => {
      const id = nextId++;
      const post = (request: WorkerRequest) => worker?.postMessage(request);
      pending.set(id, {
        job,
        options: options as JobOptions<JobName>,
        resolve: resolve as (result: unknown) => void,
        reject,
      });
      post({ kind: 'start', id, job, params });
      options.onControl?.((command) => post({ kind: 'control', id, command }));
      options.signal?.addEventListener(
        'abort',
        () => {
          if (!pending.has(id)) return;
          post({ kind: 'cancel', id });
          setTimeout(
            () => {
              if (pending.has(id)) die('a cancelled job did not stop');
            },
            LONG_JOBS.has(job) ? CANCEL_GRACE_MS : REPLACED_GRACE_MS,
          );
        },
        { once: true },
      );
    });
  }

  return {
    async run(job, params, options = {}) {
      if (options.signal?.aborted) throw abortError();
      if (!worker) start();
      if (job === 'startEngine') engineParams = params as Jobs['startEngine']['params'];
      const opens = job === 'openSession' || job === 'reopenSession';
      if (opens) sessionHeader = undefined;
      else await restored;
      if (options.signal?.aborted) throw abortError();
      if (!worker) start();
      const result = await send(job, params, options);
      if (opens) sessionHeader = (params as Jobs['openSession' | 'reopenSession']['params']).header;
      return result;
    },
    onNotice(listener) {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
    onDataset(listener) {
      datasetListeners.add(listener);
      return () => datasetListeners.delete(listener);
    },
    dispose: () => end(abortError),
  };
}
