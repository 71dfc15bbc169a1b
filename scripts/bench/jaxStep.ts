import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { createRandom } from '../../src/base/random.ts';
import { measureMedianMs } from './measureSteps.ts';

type Params = Record<string, np.Array>;

const SHAPES: Readonly<Record<string, number[]>> = {
  w1: [20, 1, 5, 5],
  b1: [20],
  w2: [50, 20, 5, 5],
  b2: [50],
  w3: [800, 500],
  b3: [500],
  w4: [500, 10],
  b4: [10],
};

function poolAndConvolve(x: np.Array, weight: np.Array, bias: np.Array, channels: number): np.Array {
  const convolved = lax.conv(x, weight, [1, 1], 'VALID').add(bias.reshape([1, channels, 1, 1]));
  return lax.reduceWindow(nn.relu(convolved), np.max as (x: np.Array) => np.Array, [2, 2], [2, 2]);
}

function computeLoss(params: Params, images: np.Array, truths: np.Array): np.Array {
  const first = poolAndConvolve(images, params.w1!, params.b1!, 20);
  const second = poolAndConvolve(first, params.w2!, params.b2!, 50);
  const hidden = nn.relu(np.matmul(second.reshape([-1, 800]), params.w3!).add(params.b3!));
  const logits = np.matmul(hidden, params.w4!).add(params.b4!);
  return nn
    .logSoftmax(logits)
    .mul(truths)
    .sum()
    .mul(-1 / 128);
}

/** Median milliseconds of a step of LeNet-5, batch 128, in jax-js on wasm: forward, back, and plain descent (less than Adam). */
export async function measureJaxStep(seconds: number): Promise<number> {
  await init('wasm');
  defaultDevice('wasm');
  const random = createRandom(1);
  const draw = (shape: number[], scale: number) =>
    np
      .array(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => scale * random.normal()))
      .reshape(shape);
  let params: Params = Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => [name, draw(shape, 0.05)]),
  );
  const images = draw([128, 1, 28, 28], 1);
  const truths = nn.oneHot(np.arange(128).mod(10).astype(np.int32), 10);
  const gradient = jit(valueAndGrad(computeLoss));
  return measureMedianMs(async () => {
    const names = Object.keys(params);
    const kept = Object.fromEntries(names.map((name) => [name, params[name]!.ref]));
    const [loss, gradients] = gradient(kept, images.ref, truths.ref) as [np.Array, Params];
    params = Object.fromEntries(names.map((name) => [name, params[name]!.sub(gradients[name]!.mul(1e-3))]));
    await blockUntilReady(params);
    await loss.data();
  }, seconds);
}
