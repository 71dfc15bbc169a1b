import { Worker } from 'node:worker_threads';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { avgPoolGradOverride } from './avgPoolGrad.ts';
import { batchNormOverrides } from './batchNorm.ts';
import { joinChannelsOverrides } from './joinChannels.ts';
import { KernelModule } from './kernelModule.ts';
import { createDraw } from './testOnBoth.ts';

const THREADS = 3;

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
    addresses.set(dataId, take(4 * shape.reduce((product, length) => product * length, 1)));
    return { dataId, shape, dtype: 'float32' };
  };
  const backend = {
    wasm: { _malloc: take, _free: () => {} },
    getMemoryOffset: (dataId: object) => addresses.get(dataId)!,
    makeOutput,
  } as unknown as BackendWasm;
  const viewOf = ({ dataId, shape }: TensorInfo) =>
    new Float32Array(
      memory.buffer,
      addresses.get(dataId)!,
      shape.reduce((product, length) => product * length, 1),
    );
  return { memory, backend, makeOutput, viewOf };
}

it('computes the same bits whatever the number of threads', async () => {
  const { memory, backend, makeOutput, viewOf } = createHeap();
  const kernels = new KernelModule(backend, memory, THREADS);
  const workers = await Promise.all(
    Array.from({ length: THREADS - 1 }, async (_, index) => {
      const worker = new Worker(SERVE, { eval: true, workerData: kernels.threadStart(index + 1) });
      await new Promise((resolve) => worker.once('message', resolve));
      return worker;
    }),
  );
  try {
    const draw = createDraw(createRandom(5));
    const put = (shape: number[]) => {
      const tensor = makeOutput(shape);
      viewOf(tensor).set(draw(shape));
      return tensor;
    };
    const [forward, gradient] = batchNormOverrides(kernels);
    const [concat, slice] = joinChannelsOverrides(kernels);
    const shipped = () => {
      throw new Error('not ours');
    };
    const [x, dy, pooled] = [put([9, 31, 29, 7]), put([9, 31, 29, 7]), put([9, 16, 15, 7])];
    const [scale, shift, mean] = [put([7]), put([7]), put([7])];
    const variance = put([7]);
    viewOf(variance).forEach((value, at, values) => {
      values[at] = 0.5 + value * value;
    });
    const attrs = { epsilon: 1e-5, activation: 'relu', ofBatch: true };
    const pool = { filterSize: [3, 3], strides: [2, 2], pad: 'same' };
    const computeAll = (threads: number) => {
      kernels.threads = threads;
      const made = [
        forward!.create(shipped)({ inputs: { x, scale, shift }, attrs, backend }),
        gradient!.create(shipped)({ inputs: { dy, x, scale, shift, mean, variance }, attrs, backend }),
        concat!.create(shipped)({ inputs: { 0: x, 1: dy }, attrs: { axis: 3 }, backend }),
        slice!.create(shipped)({
          inputs: { x },
          attrs: { begin: [0, 0, 0, 2], size: [9, 31, 29, 3] },
          backend,
        }),
        avgPoolGradOverride(kernels).create(shipped)({
          inputs: { dy: pooled, input: x },
          attrs: pool,
          backend,
        }),
      ];
      return made.flat().map((tensor) => viewOf(tensor).slice());
    };
    const alone = computeAll(1);
    expect(alone.every((values) => values.some((value) => value !== 0))).toBe(true);
    for (const [index, values] of computeAll(THREADS).entries()) {
      expect([...values]).toEqual([...alone[index]!]);
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
});
