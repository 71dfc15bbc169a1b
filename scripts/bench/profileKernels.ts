import * as tf from '@tensorflow/tfjs-core';
import { DeviceModel } from '../../src/engine/deviceModel.ts';
import { createDeviceReader } from '../../src/engine/deviceReader.ts';
import { buildDense } from '../../src/engine/layers.ts';
import { createStepper } from '../../src/engine/trainStep.ts';
import { initializeWeights } from '../../src/network/initializeWeights.ts';
import { ADAM, measureMedianMs } from './measureSteps.ts';
import type { BenchNet } from './nets.ts';

const STEPS = 12;

/** Milliseconds of a training step that each kernel of the wasm backend takes, by kernel, the longest first. */
export function profileKernels({ spec, batch }: BenchNet): readonly (readonly [string, number])[] {
  const model = new DeviceModel(createDeviceReader(), spec, initializeWeights(spec, 1), {});
  const stepper = createStepper(model, { optimizer: ADAM, regularizer: { l1: 0, l2: 0 } });
  const input = spec.nodes[0]!;
  const shape = input.kind === 'input' ? input.shape : [];
  const images = tf.randomUniform([batch, ...shape], 0, 1, 'float32', 1);
  const labels = tf.tensor1d(
    Array.from({ length: batch }, (_, index) => index % 10),
    'int32',
  );
  const times = new Map<string, number>();
  const step = () => tf.dispose(stepper.step(images, labels, 1e-3, 1));
  for (let count = 0; count < 3; count++) step();
  const shipped = tf.getKernelsForBackend('wasm');
  for (const kernel of shipped) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel({
      ...kernel,
      kernelFunc: (call) => {
        const started = performance.now();
        const result = kernel.kernelFunc(call);
        const ms = performance.now() - started;
        times.set(kernel.kernelName, (times.get(kernel.kernelName) ?? 0) + ms / STEPS);
        return result;
      },
    });
  }
  for (let count = 0; count < STEPS; count++) step();
  for (const kernel of shipped) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel(kernel);
  }
  stepper.dispose();
  model.dispose();
  tf.dispose([images, labels]);
  return [...times].sort(([, a], [, b]) => b - a);
}

/** GMAC/s of a large product on the current backend: what a step would run at if it were nothing but products. */
export async function measureProductRate(): Promise<number> {
  const [rows, depth, columns] = [1024, 512, 256];
  const a = tf.randomUniform([rows, depth], 0, 1, 'float32', 1);
  const b = tf.randomUniform([depth, columns], 0, 1, 'float32', 2);
  const medianMs = await measureMedianMs(async () => {
    const product = buildDense(a, b, undefined, 'linear');
    await product.data();
    product.dispose();
  }, 2);
  tf.dispose([a, b]);
  return (rows * depth * columns) / medianMs / 1e6;
}
