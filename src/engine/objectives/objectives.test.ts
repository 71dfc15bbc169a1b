import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../createEngine.ts';
import type { Distillation, Engine, Model, TrainOptions } from '../engine.ts';
import fixture from '../fixtures/torchObjectives.json' with { type: 'json' };
import { nodeWasmPaths } from '../nodeWasmPaths.ts';
import {
  createTinyImages,
  createTinySplit,
  createTinyWeights,
  GRAPH_SPEC,
  TINY_OPTIONS,
  TINY_SPEC,
} from '../testNets.ts';
import { buildCrossEntropy } from './crossEntropy.ts';
import { buildDistillation, refineLabels } from './distillation.ts';
import { buildMixed, drawMixing } from './mixup.ts';

const CLASSES = 4;
const toRows = (values: readonly number[]) => tf.tensor2d([...values], [values.length / CLASSES, CLASSES]);

describe.each(['cpu', 'wasm'] as const)('what a training is trained towards, on %s', (requested) => {
  let engine: Engine;
  let tensorsBefore = 0;
  beforeAll(async () => {
    engine = await createEngine({ requested, wasmPaths: nodeWasmPaths() });
    tensorsBefore = engine.tensorCount();
    return () => engine.dispose();
  });
  afterEach(() => expect(engine.tensorCount()).toBe(tensorsBefore));

  it('has a derivative that never gets subnormal, and is (p − y) / n otherwise', async () => {
    const [value, gradient] = tf.tidy(() => {
      const truths = toRows([1, 0, 0, 0, 0, 1, 0, 0]);
      const built = tf.valueAndGrad((z: tf.Tensor) => buildCrossEntropy(z as tf.Tensor2D, truths))(
        toRows([0, -100, -90, -40, 1, 1, 1, 1]),
      );
      return [built.value, built.grad];
    });
    const values = [...(await gradient!.data())];
    tf.dispose([value!, gradient!]);
    const expected = [0, 0, 0, Math.exp(-40) / 2, 0.125, -0.375, 0.125, 0.125];
    for (const [index, at] of expected.entries()) expect(values[index]).toBeCloseTo(at, 7);
    expect(values.every((g) => g === 0 || Math.abs(g) > 1e-30)).toBe(true);
    expect(values[3]! / expected[3]!).toBeCloseTo(1, 4);
  });

  it.each(fixture.distillation)(
    "has PyTorch's loss and gradient of distillation: T $temperature, α $weight",
    async ({ logits, teacher, truths, loss, ofLogits, temperature, weight }) => {
      const [value, gradient] = tf.tidy(() => {
        const settings = { temperature, weight };
        const built = tf.valueAndGrad((z: tf.Tensor) =>
          buildDistillation(z as tf.Tensor2D, toRows(truths), toRows(teacher), settings),
        )(toRows(logits));
        return [built.value, built.grad];
      });
      expect((await value!.data())[0]).toBeCloseTo(loss, 4);
      for (const [at, derivative] of (await gradient!.data()).entries()) {
        expect(derivative).toBeCloseTo(ofLogits[at]!, 5);
      }
      tf.dispose([value!, gradient!]);
    },
  );

  it('mixes images and truths by one share, each with its partner', async () => {
    const mixing = { share: 0.75, partners: Uint32Array.of(2, 0, 1) };
    const mixed = tf.tidy(() => buildMixed(tf.tensor2d([0, 4, 8, 12, 16, 20], [3, 2]), mixing));
    expect([...(await mixed.data())]).toEqual([4, 8, 6, 10, 14, 18]);
    tf.dispose(mixed);
  });

  it('learns from a teacher alone what the labels do not say, and leaves the teacher as it is', async () => {
    const images = createTinyImages(120, 3);
    const lying = createTinySplit({ ...images, labels: images.labels.map((label) => (label + 1) % 3) });
    const honest = createTinySplit(images);
    const train = (model: Model, distill?: Distillation) =>
      engine.train(model, distill ? lying : honest, { ...TINY_OPTIONS, steps: 120, distill });
    const teacher = engine.createModel(TINY_SPEC, createTinyWeights(1), {});
    await train(teacher);
    const before = await teacher.readWeights();
    const student = engine.createModel(TINY_SPEC, createTinyWeights(2), {});
    await train(student, { teacher, temperature: 2, weight: 1 });
    const { accuracy } = await engine.evaluate(student, honest, 120);
    expect(accuracy).toBeGreaterThan(0.9);
    expect(await teacher.readWeights()).toEqual(before);
    student.dispose();
    teacher.dispose();
  });

  const OBJECTIVES: readonly (readonly [
    string,
    number | undefined,
    Omit<Distillation, 'teacher'> | undefined,
  ])[] = [
    ['mixup', 1, undefined],
    ['distillation', undefined, { temperature: 4, weight: 0.5 }],
    ['refined labels', undefined, { temperature: 2, weight: 0.5, labelRate: 5 }],
    ['mixup and distillation', 0.4, { temperature: 2, weight: 0.5 }],
  ];
  it.each(OBJECTIVES)(
    'trains with %s, the same twice, and otherwise than plainly',
    async (_name, mixup, distill) => {
      const split = createTinySplit(createTinyImages(64, 4));
      const runOnce = async (plain: boolean) => {
        const teacher = engine.createModel(TINY_SPEC, createTinyWeights(1), {});
        const model = engine.createModel(TINY_SPEC, createTinyWeights(2), {});
        const options: TrainOptions = { ...TINY_OPTIONS, mixup, distill: distill && { ...distill, teacher } };
        await engine.train(model, split, plain ? TINY_OPTIONS : options);
        const weights = await model.readWeights();
        model.dispose();
        teacher.dispose();
        return weights;
      };
      const first = await runOnce(false);
      expect(await runOnce(false)).toEqual(first);
      expect(await runOnce(true)).not.toEqual(first);
    },
  );

  it('measures running statistics as PyTorch does without momentum, whatever stood there', async () => {
    const { pixels, weight, bias, mean, variance } = fixture.recalibrated;
    const spec = {
      name: 'normalised',
      nodes: [
        { kind: 'input', name: 'input', inputs: [], shape: [6] },
        { kind: 'dense', name: 'fc1', inputs: ['input'], units: 3, bias: true },
        { kind: 'batchNorm', name: 'bn1', inputs: ['fc1'], epsilon: 1e-5 },
      ],
    } as const;
    const of = (values: readonly number[], shape: readonly number[]) => ({
      shape,
      values: Float32Array.from(values),
    });
    const weights = {
      'fc1.weight': of(weight, [6, 3]),
      'fc1.bias': of(bias, [3]),
      'bn1.weight': of([1, 1, 1], [3]),
      'bn1.bias': of([0, 0, 0], [3]),
      'bn1.running_mean': of([9, 9, 9], [3]),
      'bn1.running_var': of([7, 7, 7], [3]),
    };
    const split = createTinySplit(
      { count: 12, pixels: Uint8Array.from(pixels), labels: new Uint8Array(12) },
      6,
    );
    const model = engine.createModel(spec, weights, {});
    await engine.recalibrate(model, split, { images: 12, batchSize: 4, seed: 1 });
    const after = await model.readWeights();
    model.dispose();
    for (let channel = 0; channel < 3; channel++) {
      expect(after['bn1.running_mean']!.values[channel]).toBeCloseTo(mean[channel]!, 5);
      expect(after['bn1.running_var']!.values[channel]).toBeCloseTo(variance[channel]!, 5);
    }
    expect(after['fc1.weight']!.values).toEqual(weights['fc1.weight'].values);
  });

  it('holds the masks of running statistics while it recalibrates', async () => {
    const masks = { 'bn1.running_mean': Uint8Array.of(1, 0, 1, 1, 1) };
    const model = engine.createModel(GRAPH_SPEC, createTinyWeights(8, GRAPH_SPEC), masks);
    const split = createTinySplit(createTinyImages(32));
    await engine.recalibrate(model, split, { images: 32, batchSize: 8, seed: 1 });
    const { values } = (await model.readWeights())['bn1.running_mean']!;
    model.dispose();
    expect([...values].map((value) => value === 0)).toEqual([false, true, false, false, false]);
  });
});

describe('refineLabels', () => {
  it.each(fixture.distillation)(
    "descends along PyTorch's gradient in the teacher's logits: T $temperature, α $weight",
    ({ logits, teacher, ofTeacher, temperature, weight }) => {
      const pseudo = Float32Array.from(teacher);
      const settings = { temperature, weight, learningRate: 0.5 };
      refineLabels(pseudo, Uint32Array.of(0, 1, 2, 3, 4), Float32Array.from(logits), settings);
      for (const [at, value] of pseudo.entries()) {
        expect(value).toBeCloseTo(teacher[at]! - 0.5 * ofTeacher[at]!, 5);
      }
    },
  );

  it('changes the rows of the batch alone', () => {
    const pseudo = Float32Array.of(1, 2, 3, 4, 5, 6);
    const settings = { temperature: 1, weight: 1, learningRate: 1 };
    refineLabels(pseudo, Uint32Array.of(1), Float32Array.of(9, 0), settings);
    expect([...pseudo.subarray(0, 2), ...pseudo.subarray(4)]).toEqual([1, 2, 5, 6]);
    expect(pseudo[2]).toBeGreaterThan(3);
  });
});

describe('drawMixing', () => {
  it('draws the share of Beta(1, 1) folded to ½…1, and every place once', () => {
    const draws = Array.from({ length: 2000 }, (_, step) => drawMixing(1, 8, 3, step));
    const shares = draws.map(({ share }) => share);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.5);
    // Uniform on ½…1: mean ¾, variance 1/48.
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean).toBeCloseTo(0.75, 2);
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
    expect(variance).toBeCloseTo(1 / 48, 2);
    for (const { partners } of draws.slice(0, 20)) {
      expect([...partners].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
  });
});
