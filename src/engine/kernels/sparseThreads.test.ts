import { Worker } from 'node:worker_threads';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { sizeOf } from '../../network/listWeights.ts';
import { KernelModule } from './kernelModule.ts';
import { listLaneColumns, planLanes } from './sparseLanes.ts';
import { layerInfoOf, sparseOverrides } from './sparseLayer.ts';
import { toSparseMatrix } from './sparseMatrix.ts';
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
    addresses.set(dataId, take(4 * sizeOf(shape)));
    return { dataId, shape, dtype: 'float32' };
  };
  const put = (shape: number[], values: Float32Array | Int32Array): TensorInfo => {
    const tensor = makeOutput(shape);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(memory.buffer).set(bytes, addresses.get(tensor.dataId));
    return tensor;
  };
  const backend = {
    wasm: { _malloc: take, _free: () => {} },
    getMemoryOffset: (dataId: object) => addresses.get(dataId)!,
    makeOutput,
  } as unknown as BackendWasm;
  const read = ({ dataId, shape }: TensorInfo) =>
    new Float32Array(memory.buffer, addresses.get(dataId)!, sizeOf(shape)).slice();
  return { memory, backend, put, read };
}

it('computes the same bits of sparse layers whatever the number of threads', async () => {
  const { memory, backend, put, read } = createHeap();
  const kernels = new KernelModule(backend, memory, THREADS);
  const workers = await Promise.all(
    Array.from({ length: THREADS - 1 }, async (_, index) => {
      const worker = new Worker(SERVE, { eval: true, workerData: kernels.threadStart(index + 1) });
      await new Promise((resolve) => worker.once('message', resolve));
      return worker;
    }),
  );
  try {
    const random = createRandom(7);
    const draw = createDraw(random);
    const layers = [
      { x: [1, 13, 11, 3], weight: [3, 3, 3, 70] },
      { x: [37, 9, 8, 2], weight: [3, 2, 2, 45] },
      { x: [1, 300], weight: [300, 333] },
      { x: [20, 50], weight: [50, 100] },
    ].map(({ x, weight }) => {
      const attrs = { strides: [1, 1], pad: 'same', weightShape: weight, activation: 'relu' };
      const info = layerInfoOf(x, weight, attrs);
      const mask = Uint8Array.from({ length: sizeOf(weight) }, () => random.integer(2));
      const columnOf = listLaneColumns(info, planLanes(info));
      const matrix = toSparseMatrix(draw(weight), mask, weight.at(-1)!, columnOf);
      const inputs = {
        x: put(x, draw(x)),
        rowStarts: put([matrix.rowStarts.length], matrix.rowStarts),
        columns: put([matrix.columns.length], matrix.columns),
        values: put([matrix.values.length], matrix.values),
        bias: put([weight.at(-1)!], draw([weight.at(-1)!])),
      };
      return { inputs, attrs, backend };
    });
    const compute = sparseOverrides(kernels)[0]!.create(undefined);
    const computeAll = (threads: number) => {
      kernels.threads = threads;
      return layers.map((layer) => read(compute(layer) as TensorInfo));
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
