import { Worker } from 'node:worker_threads';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../network/listWeights.ts';
import { KernelModule } from './kernelModule.ts';

/** What `kernelThread.ts` does, as Node has it. */
const SERVE = `
  const { parentPort, workerData: { module, memory, job, thread } } = require('node:worker_threads');
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const seen = Atomics.load(new Int32Array(memory.buffer, job, 1), 0);
  parentPort.postMessage('ready');
  exports.serve(job, thread, seen);
`;

/** A shared heap without a backend around it, whose allocations never end. */
function createHeap() {
  const memory = new WebAssembly.Memory({ initial: 512, maximum: 65536, shared: true });
  let end = 1024;
  const take = (bytes: number) => {
    const address = end;
    end += Math.ceil(bytes / 16) * 16;
    return address;
  };
  const addresses = new Map<object, number>();
  const makeOutput = (shape: number[]): TensorInfo => {
    const dataId = {};
    addresses.set(dataId, take(4 * sizeOf(shape)));
    return { dataId, shape, dtype: 'float32' };
  };
  const put = (shape: number[], values: Float32Array | Int32Array): TensorInfo => {
    const tensor = makeOutput(shape);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(memory.buffer).set(bytes, addresses.get(tensor.dataId));
    return tensor;
  };
  const read = ({ dataId, shape }: TensorInfo) =>
    new Float32Array(memory.buffer, addresses.get(dataId)!, sizeOf(shape)).slice();
  const backend = {
    wasm: { _malloc: take, _free: () => {} },
    getMemoryOffset: (dataId: object) => addresses.get(dataId)!,
    makeOutput,
  } as unknown as BackendWasm;
  return { memory, backend, put, read };
}

/** Kernels with threads of their own on a heap of their own, for tests in Node. */
export async function startTestThreads(threads: number) {
  const { memory, ...heap } = createHeap();
  const kernels = new KernelModule(heap.backend, memory, threads);
  const workers = await Promise.all(
    Array.from({ length: threads - 1 }, async (_, index) => {
      const worker = new Worker(SERVE, { eval: true, workerData: kernels.threadStart(index + 1) });
      await new Promise((resolve) => worker.once('message', resolve));
      return worker;
    }),
  );
  const stop = async () => void (await Promise.all(workers.map((worker) => worker.terminate())));
  return { ...heap, kernels, stop };
}
