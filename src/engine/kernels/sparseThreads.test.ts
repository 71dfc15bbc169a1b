import type { TensorInfo } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { sizeOf } from '../../network/listWeights.ts';
import { listLaneColumns, planLanes } from './sparseLanes.ts';
import { layerInfoOf, sparseOverrides } from './sparseLayer.ts';
import { toSparseMatrix } from './sparseMatrix.ts';
import { createDraw } from './testOnBoth.ts';
import { startTestThreads } from './testThreads.ts';

const THREADS = 3;

it('computes the same bits of sparse layers whatever the number of threads', async () => {
  const { kernels, backend, put, read, stop } = await startTestThreads(THREADS);
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
    await stop();
  }
});
