import type { BenchAnswer, BenchTask } from './worker.ts';

/** Runs a task in a worker of its own, so that no way to compute leaves anything behind for the next. */
async function runTask(task: BenchTask): Promise<BenchAnswer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.answer));
      worker.onerror = ({ message }) => reject(new Error(message || 'the worker did not load'));
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
}

Object.assign(window, { runTask });
