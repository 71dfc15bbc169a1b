import type { ThreadStart } from './kernelModule.ts';

/** Entry of a thread that helps with kernels: it never comes back from `serve`, and ends with its worker. */
self.onmessage = ({ data }: MessageEvent<ThreadStart>) => {
  const { module, memory, job, thread } = data;
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const serve = instance.exports.serve as (job: number, thread: number, seen: number) => void;
  const seen = Atomics.load(new Int32Array(memory.buffer, job, 1), 0);
  self.postMessage('ready');
  serve(job, thread, seen);
};
