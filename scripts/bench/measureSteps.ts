import * as tf from '@tensorflow/tfjs-core';
import { yieldToEvents } from '../../src/base/yieldToEvents.ts';
import { DeviceModel } from '../../src/engine/deviceModel.ts';
import { createDeviceReader } from '../../src/engine/deviceReader.ts';
import { createStepper } from '../../src/engine/trainStep.ts';
import { initializeWeights } from '../../src/network/initializeWeights.ts';
import type { NetworkSpec } from '../../src/network/spec.ts';

export const ADAM = {
  kind: 'adam',
  momentum: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
} as const;

const WARM_UP = 3;

export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** Median milliseconds of `run`, at least five times and for `seconds`, after three unrecorded ones. */
export async function measureMedianMs(run: () => Promise<unknown>, seconds: number): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < WARM_UP; count++) await run();
  const until = performance.now() + 1000 * seconds;
  while (times.length < 5 || performance.now() < until) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
    await yieldToEvents();
  }
  return medianOf(times);
}

/** What a network costs on the current backend. */
export interface NetTimes {
  /** A training step with Adam, its loss read back. */
  readonly stepMs: number;
  /** A forward pass of the same batch, its logits read back. */
  readonly inferenceMs: number;
}

export async function measureNet(spec: NetworkSpec, batch: number, seconds: number): Promise<NetTimes> {
  const device = createDeviceReader();
  const model = new DeviceModel(device, spec, initializeWeights(spec, 1), {});
  const stepper = createStepper(model, { optimizer: ADAM, regularizer: { l1: 0, l2: 0 } });
  const input = spec.nodes[0]!;
  const shape = input.kind === 'input' ? input.shape : [];
  const images = tf.randomUniform([batch, ...shape], 0, 1, 'float32', 1);
  const labels = tf.tensor1d(
    Array.from({ length: batch }, (_, index) => index % 10),
    'int32',
  );
  const { buildForward, inputNodeOf, outputNodeOf } = await import('../../src/engine/forward.ts');
  try {
    const stepMs = await measureMedianMs(async () => {
      const [loss, correct] = stepper.step(images, labels, 1e-3, 1);
      await loss.data();
      tf.dispose([loss, correct]);
    }, seconds);
    const given = new Map([[inputNodeOf(spec), images]]);
    const inferenceMs = await measureMedianMs(async () => {
      const logits = tf.tidy(() => buildForward(spec, model.weightTensors, given, [outputNodeOf(spec)])[0]!);
      await logits.data();
      logits.dispose();
    }, seconds / 2);
    return { stepMs, inferenceMs };
  } finally {
    stepper.dispose();
    model.dispose();
    tf.dispose([images, labels]);
  }
}
