import {
  AppError,
  type JobName,
  type JobOptions,
  type Jobs,
  type LabClient,
  type SnapshotId,
  type SnapshotSummary,
  type SnapshotView,
  type TrainCommand,
  type TrainTick,
} from '../../src/index.ts';

/** A running job of the stand-in, which the test ends as it likes. */
export interface OpenJob {
  readonly job: JobName;
  readonly params: unknown;
  readonly aborted: () => boolean;
  readonly commands: TrainCommand[];
  tick(tick: TrainTick): void;
  done(result: unknown): Promise<void>;
  fail(error: AppError): Promise<void>;
}

const COUNT = 1000;

/** A snapshot's view whose kept share tells the tests apart which step made it. */
export function viewOf(id: SnapshotId, depth: number, kept = COUNT): SnapshotView {
  const bytes = { dense: 4 * COUNT, csr: 8 * kept, bitmap: COUNT / 8 + 4 * kept };
  const counts = {
    params: COUNT,
    weights: COUNT,
    kept,
    keptWeights: kept,
    nonzero: kept,
    sparsity: 1 - kept / COUNT,
    macs: COUNT,
    effectiveMacs: kept,
    bytes,
  };
  const summary: SnapshotSummary = {
    accuracy: { images: 100, accuracy: 0.9, loss: 0.3, perClassAccuracy: [] },
    cost: {
      layers: [
        { ...counts, name: 'conv1', kind: 'conv2d', shape: [20, 1, 5, 5], channels: 20, keptChannels: 20 },
        { ...counts, name: 'fc1', kind: 'dense', shape: [10, 50], channels: 10, keptChannels: 10 },
      ],
      totals: counts,
    },
    seconds: 0.1,
  };
  return {
    id,
    depth,
    spec: {
      name: 'small',
      nodes: [
        { kind: 'input', name: 'input', inputs: [], shape: [28, 28, 1] },
        {
          kind: 'conv2d',
          name: 'conv1',
          inputs: ['input'],
          filters: 20,
          kernelSize: [5, 5],
          stride: 1,
          padding: 'valid',
          bias: true,
        },
        { kind: 'flatten', name: 'flatten', inputs: ['conv1'] },
        { kind: 'dense', name: 'fc1', inputs: ['flatten'], units: 10, bias: true },
      ],
    },
    summary,
    tinyHistogram: Array.from({ length: 24 }, (_, bin) => bin),
  };
}

/** As the real client's, and an Error in jsdom too, whose own DOMException is none. */
function abortError(): Error {
  return Object.assign(new Error('cancelled'), { name: 'AbortError' });
}

/**
 * A LabClient for tests of the page's logic: it keeps every job open until the test says how it ended.
 *
 * Opening a session and starting the engine answer on their own unless `manual` names them; an aborted job
 * rejects with AbortError, as the real one does.
 */
export function createInMemoryClient({ manual = [] }: { readonly manual?: readonly JobName[] } = {}) {
  const jobs: OpenJob[] = [];
  const own: Partial<{ [N in JobName]: (params: Jobs[N]['params']) => unknown }> = {
    startEngine: ({ requested }) => ({
      name: requested ?? 'wasm',
      device: 'test',
      software: false,
      threads: 1,
      reason: requested ? 'requested' : 'only',
      candidates: [],
    }),
    openSession: ({ snapshotId }) => ({ snapshot: viewOf(snapshotId, 0), manifest: null }),
    evaluate: ({ id }) => viewOf(id, 0).summary.accuracy,
    dropSnapshots: () => null,
  };

  const client: LabClient = {
    run<N extends JobName>(job: N, params: Jobs[N]['params'], options: JobOptions<N> = {}) {
      return new Promise<Jobs[N]['result']>((resolve, reject) => {
        const settle = async (end: () => void) => {
          end();
          // What waits for the job goes on before the test does.
          await new Promise((next) => setTimeout(next));
        };
        const commands: TrainCommand[] = [];
        jobs.push({
          job,
          params,
          commands,
          aborted: () => options.signal?.aborted ?? false,
          tick: (tick) => options.onEvent?.(tick as Jobs[N]['event']),
          done: (result) => settle(() => resolve(result as Jobs[N]['result'])),
          fail: (error) => settle(() => reject(error)),
        });
        options.onControl?.((command) => commands.push(command));
        options.signal?.addEventListener('abort', () => reject(abortError()));
        const answer = own[job] as ((params: Jobs[N]['params']) => unknown) | undefined;
        if (answer && !manual.includes(job)) resolve(answer(params) as Jobs[N]['result']);
      });
    },
    onNotice: () => () => {},
    onDataset: () => () => {},
    dispose: () => {},
  };

  return {
    client,
    jobs,
    /** The jobs of one kind, in the order in which they were started. */
    of: (name: JobName) => jobs.filter(({ job }) => job === name),
    /** Ends the latest runStep well, with so many weights kept. */
    async finishStep(kept = COUNT): Promise<void> {
      const open = jobs.filter(({ job }) => job === 'runStep').at(-1);
      if (!open) throw new AppError('unexpected', 'no step is running');
      const { snapshotId, step } = open.params as Jobs['runStep']['params'];
      await open.done({ snapshot: viewOf(snapshotId, 1, kept), step });
    },
  };
}
