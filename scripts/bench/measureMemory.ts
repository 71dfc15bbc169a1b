import * as tf from '@tensorflow/tfjs-core';
import { DeviceModel } from '../../src/engine/deviceModel.ts';
import { createDeviceReader } from '../../src/engine/deviceReader.ts';
import { createStepper } from '../../src/engine/trainStep.ts';
import { initializeWeights } from '../../src/network/initializeWeights.ts';
import { findPreset } from '../../src/network/presets/presets.ts';
import { ADAM } from './measureSteps.ts';

/** What is held after the first steps and after a thousand more. */
export interface MemoryGrowth {
  readonly steps: number;
  readonly tensors: readonly [number, number];
  readonly heapBytes: readonly [number, number];
}

interface HeapBackend {
  readonly wasm: { readonly HEAPU8: Uint8Array };
}

/** Trains LeNet-5 with small batches on the current wasm backend and looks at what it holds. */
export function measureMemory(): MemoryGrowth {
  const steps = 1000;
  const spec = findPreset('lenet-5').build([28, 28, 1], 10);
  const model = new DeviceModel(createDeviceReader(), spec, initializeWeights(spec, 1), {});
  const stepper = createStepper(model, { optimizer: ADAM, regularizer: { l1: 0, l2: 0 } });
  const images = tf.randomUniform([4, 28, 28, 1], 0, 1, 'float32', 1);
  const labels = tf.tensor1d([0, 1, 2, 3], 'int32');
  const run = (count: number) => {
    for (let step = 0; step < count; step++) tf.dispose(stepper.step(images, labels, 1e-3, 1));
    const { HEAPU8 } = (tf.backend() as unknown as HeapBackend).wasm;
    return { tensors: tf.memory().numTensors, heapBytes: HEAPU8.length };
  };
  const first = run(20);
  const last = run(steps);
  stepper.dispose();
  model.dispose();
  tf.dispose([images, labels]);
  return {
    steps,
    tensors: [first.tensors, last.tensors],
    heapBytes: [first.heapBytes, last.heapBytes],
  };
}
