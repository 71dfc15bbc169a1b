import { expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { avgPoolGradOverride } from './avgPoolGrad.ts';
import { batchNormOverrides } from './batchNorm.ts';
import { conv2dOverrides } from './conv2d.ts';
import { joinChannelsOverrides } from './joinChannels.ts';
import { createDraw } from './testOnBoth.ts';
import { startTestThreads } from './testThreads.ts';

const THREADS = 3;

it('computes the same bits whatever the number of threads', async () => {
  const { kernels, backend, put, read, stop } = await startTestThreads(THREADS);
  try {
    const draw = createDraw(createRandom(5));
    const putDrawn = (shape: number[]) => put(shape, draw(shape));
    const [forward, gradient] = batchNormOverrides(kernels);
    const [concat, slice] = joinChannelsOverrides(kernels);
    const shipped = () => {
      throw new Error('not ours');
    };
    const [x, dy, pooled] = [putDrawn([9, 31, 29, 7]), putDrawn([9, 31, 29, 7]), putDrawn([9, 16, 15, 7])];
    const [scale, shift, mean] = [putDrawn([7]), putDrawn([7]), putDrawn([7])];
    const variance = put(
      [7],
      draw([7]).map((value) => 0.5 + value * value),
    );
    const attrs = { epsilon: 1e-5, activation: 'relu', ofBatch: true };
    const pool = { filterSize: [3, 3], strides: [2, 2], pad: 'same' };
    const [convolve, , filterGradient, inputGradient] = conv2dOverrides(kernels);
    const [images, dyImages] = [putDrawn([9, 15, 13, 9]), putDrawn([9, 15, 13, 35])];
    const filter = putDrawn([3, 3, 9, 35]);
    const convolution = { strides: 1, pad: 'same', filterShape: [3, 3, 9, 35], inputShape: [9, 15, 13, 9] };
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
        ...[
          convolve!.create(shipped)({ inputs: { x: images, filter }, attrs: convolution, backend }),
          filterGradient!.create(shipped)({
            inputs: { x: images, dy: dyImages },
            attrs: convolution,
            backend,
          }),
          inputGradient!.create(shipped)({
            inputs: { dy: dyImages, filter },
            attrs: convolution,
            backend,
          }),
        ].flat(),
      ];
      return made.flat().map((tensor) => read(tensor));
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
