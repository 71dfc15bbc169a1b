import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from './createEngine.ts';
import { DeviceModel } from './deviceModel.ts';
import { createDeviceReader } from './deviceReader.ts';
import fixture from './fixtures/torchObjectives.json' with { type: 'json' };
import { createImageTensor } from './imageBatches.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { buildGrouped } from './penalties.ts';
import { createTinyImages, createTinyWeights, GRAPH_SPEC, TINY_OPTIONS } from './testNets.ts';
import { createStepper } from './trainStep.ts';

describe.each(['cpu', 'wasm'] as const)('penalties on %s', (requested) => {
  beforeAll(async () => {
    const engine = await createEngine({ requested, wasmPaths: nodeWasmPaths() });
    return () => engine.dispose();
  });

  /** Weights after one plain step of descent at 0.1. */
  async function stepWith(regularizer: object) {
    const images = createTinyImages(6, 9);
    const model = new DeviceModel(createDeviceReader(), GRAPH_SPEC, createTinyWeights(4, GRAPH_SPEC), {});
    const optimizer = { ...TINY_OPTIONS.optimizer, kind: 'sgd' as const };
    const stepper = createStepper(model, { optimizer, regularizer: { l1: 0, l2: 0, ...regularizer } });
    const pixels = createImageTensor(images.pixels, 6, [8, 8, 1]);
    const labels = tf.tensor1d(Int32Array.from(images.labels), 'int32');
    tf.dispose([pixels, labels, ...stepper.step(pixels, labels, 0.1, 0)]);
    stepper.dispose();
    const stepped = await model.readWeights();
    model.dispose();
    return stepped;
  }

  it('pulls the scales of batch normalisations by λ · sign(γ), and nothing else', async () => {
    const weights = createTinyWeights(4, GRAPH_SPEC);
    const [plain, slimmed] = [await stepWith({}), await stepWith({ slimming: 0.3 })];
    for (const [name, { values }] of Object.entries(weights)) {
      const isScale = /^bn\d\.weight$/.test(name);
      for (const [at, scale] of values.entries()) {
        const pull = plain[name]!.values[at]! - slimmed[name]!.values[at]!;
        expect(pull).toBeCloseTo(isScale ? 0.03 * Math.sign(scale) : 0, 5);
      }
    }
  });

  it('pulls filters by group lasso as PyTorch derives it', async () => {
    const { strength, weight, gradient } = fixture.groupLasso;
    const pulled = tf.tidy(() => {
      const tensor = tf.tensor4d(weight, [3, 3, 2, 4]);
      const penalty = { l1: 0, l2: 0, groupLasso: strength, groupAxis: 3 };
      return buildGrouped(tensor, tf.zerosLike(tensor), penalty);
    });
    for (const [at, value] of (await pulled.data()).entries()) expect(value).toBeCloseTo(gradient[at]!, 5);
    tf.dispose(pulled);
  });

  it('has no pull where a filter is 0, and pulls every kind of layer along its outputs', async () => {
    const zero = tf.tidy(() => {
      const tensor = tf.zeros([3, 3, 2, 4]);
      return buildGrouped(tensor, tensor, { l1: 0, l2: 0, groupLasso: 1, groupAxis: 3 });
    });
    expect([...(await zero.data())].every((value) => value === 0)).toBe(true);
    tf.dispose(zero);
    const weights = createTinyWeights(4, GRAPH_SPEC);
    const [plain, grouped] = [await stepWith({}), await stepWith({ groupLasso: 0.2 })];
    // Depthwise `[1, 3, 5, 1]`: three values to a channel; dense `[in, 3]`: a column to a unit.
    for (const [name, channels] of [
      ['depthwise2.weight', 5],
      ['fc.weight', 3],
    ] as const) {
      const { values } = weights[name]!;
      const members = values.length / channels;
      for (const [at, value] of values.entries()) {
        const own = values.filter((_, other) => other % channels === at % channels);
        const norm = Math.sqrt(own.reduce((sum, w) => sum + w * w, 0));
        const pull = plain[name]!.values[at]! - grouped[name]!.values[at]!;
        expect(pull).toBeCloseTo((0.1 * 0.2 * Math.sqrt(members) * value) / norm, 5);
      }
    }
  });
});
