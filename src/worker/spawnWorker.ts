/** A page whose worker stays silent for so long is drawn without it. */
const START_LIMIT_MS = 300;

/** The worker started before the page was there to ask for it, until it is taken. */
let early: Worker | undefined;
let started: Promise<void> = Promise.resolve();

function spawn(): Worker {
  return new Worker(new URL('./entry.ts', import.meta.url), { type: 'module', name: 'pruning-lab' });
}

/** Starts a worker ahead of its use, so that its script loads while that of the page does. */
export function spawnEarlyWorker(): void {
  const worker = spawn();
  early = worker;
  started = new Promise((resolve) => {
    worker.addEventListener('message', () => resolve(), { once: true });
    setTimeout(resolve, START_LIMIT_MS);
  });
}

/**
 * Resolves once the early worker has said its first word, and so has the jobs that were sent to it.
 *
 * It takes up its first job by way of the page's main thread: one that is busy drawing keeps it waiting.
 */
export function untilWorkerStarted(): Promise<void> {
  return started;
}

/** The worker that was started early, once; a new one ever after. */
export function spawnWorker(): Worker {
  const worker = early ?? spawn();
  early = undefined;
  return worker;
}
