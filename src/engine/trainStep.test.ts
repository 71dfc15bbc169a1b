import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTrained } from '../network/listWeights.ts';
import { isWeightedNode, type NetworkSpec } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';
import { createEngine } from './createEngine.ts';
import { DeviceModel } from './deviceModel.ts';
import { createDeviceReader } from './deviceReader.ts';
import type { Engine } from './engine.ts';
import { outputNodeOf } from './forward.ts';
import { createImageTensor } from './imageBatches.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { OPTIMIZER_RULES } from './optimizers.ts';
import { computeReferenceBatch, computeReferenceMoments } from './referenceForward.ts';
import { createTinyImages, createTinyWeights, GRAPH_SPEC, TINY_OPTIONS, TINY_SPEC } from './testNets.ts';
import { buildLossAndGradients, createStepper } from './trainStep.ts';

const BATCH = 6;
const images = createTinyImages(BATCH, 9);

/** TINY_SPEC with average pooling and sigmoids, so that every derivative is taken. */
const SMOOTH_SPEC: NetworkSpec = {
  name: 'smooth',
  nodes: TINY_SPEC.nodes.map((node) => {
    if (node.kind === 'maxPool') return { ...node, kind: 'avgPool' };
    return node.kind === 'relu' ? { ...node, kind: 'sigmoid' } : node;
  }),
};

const referenceImages = Array.from({ length: BATCH }, (_, index) =>
  Float64Array.from(images.pixels.subarray(index * 64, (index + 1) * 64), (v) => v / 255),
);

/** Mean cross-entropy of training in double precision by the plain reference. */
function computeReferenceLoss(spec: NetworkSpec, weights: Weights): number {
  const outputs = computeReferenceBatch(spec, weights, referenceImages, true).get(outputNodeOf(spec))!;
  let sum = 0;
  for (const [index, { values }] of outputs.entries()) {
    const logits = [...values];
    sum += Math.log(logits.reduce((s, z) => s + Math.exp(z), 0)) - logits[images.labels[index]!]!;
  }
  return sum / BATCH;
}

/** Central difference of the reference loss in one weight; `step` is small because the reference is in double precision. */
function differentiate(spec: NetworkSpec, weights: Weights, name: string, at: number, step = 1e-5): number {
  const shifted = (by: number) => {
    const { shape, values } = weights[name]!;
    const moved = values.slice();
    moved[at] = moved[at]! + by;
    // What single precision made of the shift is what the difference is divided by.
    const loss = computeReferenceLoss(spec, { ...weights, [name]: { shape, values: moved } });
    return { loss, value: moved[at]! };
  };
  const [high, low] = [shifted(step), shifted(-step)];
  return (high.loss - low.loss) / (high.value - low.value);
}

describe.each(['cpu', 'wasm'] as const)('a training step on %s', (requested) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({ requested, wasmPaths: nodeWasmPaths() });
  });
  afterAll(() => engine.dispose());

  it.each([TINY_SPEC, SMOOTH_SPEC, GRAPH_SPEC])(
    'has the loss and the gradients of finite differences: $name',
    async (spec) => {
      const weights = createTinyWeights(4, spec);
      const before = engine.tensorCount();
      const model = new DeviceModel(createDeviceReader(), spec, weights, {});
      const names = model.weightSlots.filter(({ role }) => isTrained(role)).map(({ name }) => name);
      const [loss, ...gradients] = tf.tidy(() => {
        const pixels = createImageTensor(images.pixels, BATCH, [8, 8, 1]);
        const labels = tf.tensor1d(Int32Array.from(images.labels), 'int32');
        const result = buildLossAndGradients(model, pixels, labels, 0);
        return [result.loss as tf.Tensor, ...names.map((name) => result.gradients.get(name)!)];
      });
      expect((await loss!.data())[0]).toBeCloseTo(computeReferenceLoss(spec, weights), 5);
      for (const [index, name] of names.entries()) {
        const gradient = await gradients[index]!.data();
        for (let at = 0; at < gradient.length; at += Math.max(1, Math.floor(gradient.length / 12))) {
          expect(Math.abs(gradient[at]! - differentiate(spec, weights, name, at))).toBeLessThan(2e-4);
        }
      }
      tf.dispose([loss!, ...gradients]);
      model.dispose();
      expect(engine.tensorCount()).toBe(before);
    },
  );

  it.each(['sgd', 'momentum', 'nesterov', 'adam'] as const)(
    'descends by %s as its rule says, with decay, regularizer and masks',
    async (kind) => {
      const weights = createTinyWeights(6);
      const masks = { 'fc1.weight': Uint8Array.from({ length: 120 }, (_, index) => (index % 4 ? 1 : 0)) };
      const device = createDeviceReader();
      const optimizer = { ...TINY_OPTIONS.optimizer, kind, weightDecay: 0.02 };
      const options = { optimizer, regularizer: { l1: 0.01, l2: 0.03 } };
      const pixels = createImageTensor(images.pixels, BATCH, [8, 8, 1]);
      const labels = tf.tensor1d(Int32Array.from(images.labels), 'int32');

      const model = new DeviceModel(device, TINY_SPEC, weights, masks);
      const stepper = createStepper(model, options);
      const expected = new DeviceModel(device, TINY_SPEC, weights, masks);
      const rule = OPTIMIZER_RULES[kind];
      const slots = new Map<string, readonly tf.Tensor[]>();
      for (let step = 1; step <= 3; step++) {
        tf.dispose(stepper.step(pixels, labels, 0.05, 0));
        tf.tidy(() => {
          const { gradients } = buildLossAndGradients(expected, pixels, labels, 0);
          for (const [name, weight] of [...expected.weightTensors]) {
            const keep = tf.tensor(
              masks[name as 'fc1.weight'] ?? new Uint8Array(weight.size).fill(1),
              weight.shape,
            );
            const penalty = name.endsWith('.weight')
              ? tf.add(tf.mul(weight, 0.05), tf.mul(tf.sign(weight), 0.01))
              : tf.zerosLike(weight);
            const updated = rule.build(optimizer, {
              weight,
              gradient: tf.mul(tf.add(gradients.get(name)!, penalty), keep),
              slots: slots.get(name) ?? Array.from({ length: rule.slotCount }, () => tf.zerosLike(weight)),
              learningRate: 0.05,
              step,
            });
            expected.replace(name, tf.keep(tf.mul(updated.weight, keep)));
            tf.dispose([...(slots.get(name) ?? [])]);
            slots.set(name, updated.slots.map(tf.keep));
          }
        });
      }
      const stepped = await model.readWeights();
      for (const [name, { values }] of Object.entries(await expected.readWeights())) {
        for (const [at, value] of values.entries()) {
          expect(Math.abs(stepped[name]!.values[at]! - value)).toBeLessThan(1e-5);
        }
      }
      stepper.dispose();
      tf.dispose([pixels, labels, ...[...slots.values()].flat()]);
      model.dispose();
      expected.dispose();
    },
  );

  it.each([TINY_SPEC, GRAPH_SPEC])(
    "adds decay and regularizer to the gradient of layers' weights alone: $name",
    async (spec) => {
      const weights = createTinyWeights(4, spec);
      const penalized = spec.nodes.filter((node) => isWeightedNode(node)).map(({ name }) => `${name}.weight`);
      const stepWith = async (penalties: { weightDecay: number; l1: number; l2: number }) => {
        const model = new DeviceModel(createDeviceReader(), spec, weights, {});
        const optimizer = {
          ...TINY_OPTIONS.optimizer,
          kind: 'sgd' as const,
          weightDecay: penalties.weightDecay,
        };
        const stepper = createStepper(model, {
          optimizer,
          regularizer: { l1: penalties.l1, l2: penalties.l2 },
        });
        const pixels = createImageTensor(images.pixels, BATCH, [8, 8, 1]);
        const labels = tf.tensor1d(Int32Array.from(images.labels), 'int32');
        tf.dispose([pixels, labels, ...stepper.step(pixels, labels, 0.1, 0)]);
        stepper.dispose();
        const stepped = await model.readWeights();
        model.dispose();
        return stepped;
      };
      const plain = await stepWith({ weightDecay: 0, l1: 0, l2: 0 });
      const pulled = await stepWith({ weightDecay: 0.2, l1: 0.05, l2: 0.1 });
      for (const [name, { values }] of Object.entries(weights)) {
        for (const [at, weight] of values.entries()) {
          const pull = penalized.includes(name) ? 0.3 * weight + 0.05 * Math.sign(weight) : 0;
          const difference = plain[name]!.values[at]! - pulled[name]!.values[at]!;
          expect(difference).toBeCloseTo(0.1 * pull, 5);
        }
      }
    },
  );

  it('follows the moments of batches with the running statistics as PyTorch does, masks held', async () => {
    const weights = createTinyWeights(8, GRAPH_SPEC);
    const masks = {
      'bn1.running_mean': Uint8Array.of(1, 0, 1, 1, 1),
      'bn1.weight': Uint8Array.of(0, 1, 1, 1, 1),
    };
    const before = engine.tensorCount();
    const model = new DeviceModel(createDeviceReader(), GRAPH_SPEC, weights, masks);
    const stepper = createStepper(model, TINY_OPTIONS);
    const pixels = createImageTensor(images.pixels, BATCH, [8, 8, 1]);
    const labels = tf.tensor1d(Int32Array.from(images.labels), 'int32');
    let current = await model.readWeights();
    for (let step = 0; step < 2; step++) {
      const values = computeReferenceBatch(GRAPH_SPEC, current, referenceImages, true);
      tf.dispose(stepper.step(pixels, labels, 0.01, step));
      const stepped = await model.readWeights();
      for (const node of GRAPH_SPEC.nodes) {
        if (node.kind !== 'batchNorm') continue;
        const input = values.get(node.inputs[0]!)!;
        const batch = computeReferenceMoments(input);
        const count = (BATCH * input[0]!.values.length) / batch.mean.length;
        for (const c of batch.mean.keys()) {
          const follow = (part: string, newest: number) => {
            const name = `${node.name}.${part}`;
            const kept = masks[name as keyof typeof masks]?.[c] !== 0;
            const expected = kept ? 0.9 * current[name]!.values[c]! + 0.1 * newest : 0;
            expect(stepped[name]!.values[c]!).toBeCloseTo(expected, 5);
          };
          follow('running_mean', batch.mean[c]!);
          follow('running_var', (batch.variance[c]! * count) / (count - 1));
        }
      }
      expect(Object.is(stepped['bn1.weight']!.values[0], 0)).toBe(true);
      current = stepped;
    }
    stepper.dispose();
    tf.dispose([pixels, labels]);
    model.dispose();
    expect(engine.tensorCount()).toBe(before);
  });
});
