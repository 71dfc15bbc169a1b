import type { KernelModule } from './kernelModule.ts';

const START_LIMIT_MS = 10_000;

function startThread(kernels: KernelModule, thread: number): Promise<Worker> {
  const worker = new Worker(new URL('./kernelThread.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a thread did not start')), START_LIMIT_MS);
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve(worker);
    };
    worker.onerror = ({ message }) => {
      clearTimeout(timer);
      reject(new Error(message));
    };
    worker.postMessage(kernels.threadStart(thread));
  });
}

/** Starts the threads that help with kernels, the caller counted among `threads`. Where one fails, none helps. */
export async function startKernelThreads(kernels: KernelModule, threads: number): Promise<void> {
  const started = await Promise.allSettled(
    Array.from({ length: threads - 1 }, (_, index) => startThread(kernels, index + 1)),
  );
  if (started.every(({ status }) => status === 'fulfilled')) {
    kernels.threads = threads;
    return;
  }
  for (const result of started) if (result.status === 'fulfilled') result.value.terminate();
}
