import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { createTinyWeights, GRAPH_SPEC } from '../../engine/testNets.ts';
import { sizeOf } from '../../network/listWeights.ts';
import { findPreset, PRESETS } from '../../network/presets/presets.ts';
import type { InputNode, NetworkSpec } from '../../network/spec.ts';
import type { Masks, Weights } from '../../network/weights.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { compact } from '../../pruning/compact.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { createScaledWeights } from '../../pruning/testNets.ts';
import { networkSpecSchema } from '../../recipe/schema/networkSchema.ts';
import { parseLayersModel } from './parseLayersModel.ts';
import { type LayersModelFiles, WEIGHTS_FILE, writeLayersModel } from './writeLayersModel.ts';

const IMAGES = 3;
const TOLERANCE = 1e-5;

const read = ({ modelJson, weightsBin }: LayersModelFiles) =>
  parseLayersModel(JSON.parse(modelJson), new Map([[WEIGHTS_FILE, weightsBin]]));

function drawImages(spec: NetworkSpec) {
  const { shape } = spec.nodes[0] as InputNode;
  const random = createRandom(5);
  const pixels = Uint8Array.from({ length: IMAGES * sizeOf(shape) }, () => random.integer(256));
  return { shape, batch: { count: IMAGES, pixels, labels: new Uint8Array(IMAGES) } };
}

/** As toEqual, which is slow on millions of values. */
function expectSameWeights(found: Weights, expected: Weights): void {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, { shape, values }] of Object.entries(expected)) {
    expect(found[name]!.shape, name).toEqual(shape);
    expect(
      found[name]!.values.every((value, at) => value === values[at]),
      name,
    ).toBe(true);
  }
}

/** The logits of stock tfjs, which fetches the two files as it does from a server. */
async function computeStockLogits(files: LayersModelFiles, spec: NetworkSpec): Promise<Float32Array> {
  const { shape, batch } = drawImages(spec);
  const model = await layers.loadLayersModel(
    tf.io.http('http://localhost/model.json', {
      fetchFunc: async (url) =>
        new Response(String(url).endsWith(WEIGHTS_FILE) ? files.weightsBin : files.modelJson),
    }),
  );
  const input = tf.tensor(
    Array.from(batch.pixels, (pixel) => pixel / 255),
    [IMAGES, ...shape],
  );
  const output = model.predict(input) as tf.Tensor;
  const logits = (await output.data()) as Float32Array;
  tf.dispose([input, output]);
  model.dispose();
  return logits;
}

describe('a written LayersModel', () => {
  it.each([...PRESETS.map(({ id }) => id), 'graph'])('reads back as %s was', (id) => {
    // Small images, as plain loops and comparisons are slow; LeNet-5, which does not pad, needs more.
    const image = id === 'lenet-5' ? [20, 16, 1] : [12, 8, 1];
    const spec = id === 'graph' ? GRAPH_SPEC : findPreset(id).build(image, 5);
    const weights = createTinyWeights(3, spec);
    const { spec: found, weights: foundWeights, summary } = read(writeLayersModel(spec, weights));
    // Names of nodes too; a padding of 0 zeros is the same as "valid".
    const nodes = spec.nodes.map((node) =>
      'padding' in node && node.padding === 0 ? { ...node, padding: 'valid' } : node,
    );
    expect(found).toEqual({ ...spec, nodes });
    expect(networkSpecSchema.parse(found)).toEqual(found);
    expectSameWeights(foundWeights, weights);
    expect(summary.parameters).toBe(
      Object.values(weights).reduce((sum, { values }) => sum + values.length, 0),
    );
    expect(summary.notes.filter(({ code }) => code !== 'padding-merged')).toEqual([]);
  });

  describe('in stock tfjs', () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await createEngine({ requested: 'cpu', wasmPaths: nodeWasmPaths() });
    });
    afterAll(() => engine.dispose());

    async function checkLogits(spec: NetworkSpec, weights: Weights, masks: Masks = {}) {
      const tensorsBefore = engine.tensorCount();
      const model = engine.createModel(spec, weights, masks);
      const expected = await engine.predict(model, drawImages(spec).batch);
      model.dispose();
      const logits = await computeStockLogits(writeLayersModel(spec, weights, masks), spec);
      expect(logits).toHaveLength(expected.length);
      const scale = Math.max(1, ...expected.map(Math.abs));
      for (const [at, logit] of expected.entries()) {
        expect(Math.abs(logits[at]! - logit) / scale, `logit ${at}`).toBeLessThan(TOLERANCE);
      }
      // Logits that hardly differ would prove little.
      expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(1e-2);
      expect(engine.tensorCount()).toBe(tensorsBefore);
    }

    it.each(['lenet-5', 'resnet-8', 'mobilenet-mini', 'densenet-mini', 'inception-mini'])(
      'gives the logits of %s',
      async (id) => {
        const spec = findPreset(id).build();
        await checkLogits(spec, createScaledWeights(spec, 4));
      },
    );

    it('gives the logits of a graph of every other kind of node', async () => {
      await checkLogits(GRAPH_SPEC, createTinyWeights(2, GRAPH_SPEC));
    });

    it('gives the logits of a masked network, whose pruned weights are written as 0, and of the compacted one', async () => {
      const spec = findPreset('resnet-8').build();
      const weights = createScaledWeights(spec, 4);
      const step = {
        criterion: 'l1',
        granularity: 'filter',
        scope: 'uniform',
        amount: { sparsity: 0.5 },
      } as const;
      const { masks } = computePrune(spec, weights, {}, step);
      await checkLogits(spec, weights, masks);
      const masked = writeLayersModel(spec, weights, masks);
      expectSameWeights(read(masked).weights, applyMasks(weights, masks));
      const small = compact(spec, weights, masks);
      await checkLogits(small.spec, small.weights, small.masks);
      const smallFiles = writeLayersModel(small.spec, small.weights);
      expect(smallFiles.weightsBin.length).toBeLessThan(masked.weightsBin.length / 2);
    });
  });

  it('gives logits, and says so', () => {
    const spec = findPreset('lenet-5').build();
    const { modelJson } = writeLayersModel(spec, createTinyWeights(1, spec));
    expect(modelJson).not.toContain('"softmax"');
    expect(JSON.parse(modelJson).userDefinedMetadata.output).toContain('without softmax');
  });

  it('refuses a network whose weights are not all there', () => {
    const spec = findPreset('lenet-5').build();
    const { 'conv2.bias': _, ...others } = createTinyWeights(1, spec);
    expect(() => writeLayersModel(spec, others)).toThrow('missing weight: conv2.bias');
  });
});
