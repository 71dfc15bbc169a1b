import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { createTinyWeights, GRAPH_SPEC } from '../engine/testNets.ts';
import { initializeWeights } from '../network/initializeWeights.ts';
import { PRESETS } from '../network/presets/presets.ts';
import type { Conv2dNode, NetworkSpec } from '../network/spec.ts';
import { parseSafetensors, type SafeTensor, writeSafetensors } from './safetensors.ts';
import { fromTorchMasks, fromTorchWeights, toTorchMasks, toTorchWeights } from './torchLayout.ts';

const convolution = (
  name: string,
  input: string,
  filters: number,
  kernelSize: [number, number],
): Conv2dNode => ({
  kind: 'conv2d',
  name,
  inputs: [input],
  filters,
  kernelSize,
  stride: 1,
  padding: 'valid',
  bias: true,
});

/** The network of scripts/fixtures/torchLayout.py. */
const SPEC: NetworkSpec = {
  name: 'torch-net',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [13, 9, 2] },
    convolution('conv1', 'input', 3, [3, 2]),
    { kind: 'relu', name: 'relu1', inputs: ['conv1'] },
    { kind: 'maxPool', name: 'pool1', inputs: ['relu1'], size: 2, stride: 2, padding: 'valid' },
    convolution('conv2', 'pool1', 4, [2, 2]),
    { kind: 'flatten', name: 'flatten', inputs: ['conv2'] },
    { kind: 'relu', name: 'relu2', inputs: ['flatten'] },
    { kind: 'dense', name: 'fc1', inputs: ['relu2'], units: 5, bias: true },
    { kind: 'relu', name: 'relu3', inputs: ['fc1'] },
    { kind: 'dense', name: 'fc2', inputs: ['relu3'], units: 3, bias: true },
  ],
};

const fixture = parseSafetensors(readFileSync(join(import.meta.dirname, 'fixtures/torchNet.safetensors')));
const isCase = (name: string) => name.startsWith('case.');
const stateDict = new Map([...fixture].filter(([name]) => !isCase(name)));

/** `[images, c, h, w]` to `[images, h, w, c]`. */
function toChannelsLast({ shape, data }: SafeTensor): Uint8Array {
  const [count, channels, height, width] = shape as [number, number, number, number];
  const area = height * width;
  return Uint8Array.from({ length: count * channels * area }, (_, i) => {
    const image = Math.floor(i / (area * channels));
    const place = Math.floor(i / channels) % area;
    return data[(image * channels + (i % channels)) * area + place]!;
  });
}

describe('the layout of PyTorch', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    return () => engine.dispose();
  });

  it('gives the logits that PyTorch computed with the same weights', async () => {
    const pixels = fixture.get('case.pixels')!;
    const count = pixels.shape[0]!;
    const tensorsBefore = engine.tensorCount();
    const model = engine.createModel(SPEC, fromTorchWeights(SPEC, stateDict), {});
    const logits = await engine.predict(model, {
      count,
      pixels: toChannelsLast(pixels),
      labels: new Uint8Array(count),
    });
    model.dispose();
    const expected = fixture.get('case.logits')!.data;
    expect(logits.length).toBe(expected.length);
    const differences = logits.map((logit, i) => Math.abs(logit - expected[i]!));
    expect(Math.max(...differences)).toBeLessThan(1e-5);
    // Images that all gave the same would prove nothing.
    expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.1);
    expect(engine.tensorCount()).toBe(tensorsBefore);
  });

  it('orders a graph so that PyTorch computes the same behind flattened, averaged and joined maps', async () => {
    const weights = createTinyWeights(5, GRAPH_SPEC);
    const pixels = Uint8Array.from({ length: 64 }, (_, at) => (at * 37) % 256);
    const model = engine.createModel(GRAPH_SPEC, weights, {});
    const image = { count: 1, pixels, labels: new Uint8Array(1) };
    const captured = await engine.capture(model, image, ['relu1', 'depthwise2', 'pool', 'average', 'fc']);
    const [relu, depthwise, pool, average, logits] = captured.map(({ shape, values }) => ({ shape, values }));
    model.dispose();
    const state = toTorchWeights(GRAPH_SPEC, weights);
    const valuesOf = (name: string) => state.get(name)!.data;
    expect(state.get('depthwise2.weight')!.shape).toEqual([5, 1, 1, 3]);
    expect(state.get('conv1.weight')!.shape).toEqual([5, 1, 3, 3]);

    // Row 1, column 1 of the depthwise layer, whose border is two zeros wide: it reads row 0, columns 0 to 2 of the map.
    const [, height, width, channels] = pool!.shape as [number, number, number, number];
    const [, , depthwiseWidth] = depthwise!.shape as [number, number, number];
    for (let c = 0; c < 5; c++) {
      let sum = valuesOf('depthwise2.bias')[c]!;
      for (let tap = 0; tap < 3; tap++) {
        sum += relu!.values[tap * 5 + c]! * valuesOf('depthwise2.weight')[c * 3 + tap]!;
      }
      expect(depthwise!.values[(1 * depthwiseWidth + 1) * 5 + c]).toBeCloseTo(sum, 5);
    }

    // What follows is written as PyTorch does it: channels first, then the batch normalisation and the linear layer.
    const features: number[] = [];
    for (let c = 0; c < channels; c++) {
      for (let place = 0; place < height * width; place++) features.push(pool!.values[place * channels + c]!);
    }
    features.push(...average!.values);
    const normalized = features.map((value, at) => {
      const [mean, variance] = [valuesOf('bn3.running_mean')[at]!, valuesOf('bn3.running_var')[at]!];
      const standardized = (value - mean) / Math.sqrt(variance + 1e-2);
      return standardized * valuesOf('bn3.weight')[at]! + valuesOf('bn3.bias')[at]!;
    });
    for (const [unit, logit] of logits!.values.entries()) {
      const row = valuesOf('fc.weight').subarray(unit * features.length, (unit + 1) * features.length);
      const sum = normalized.reduce((total, value, at) => total + value * row[at]!, 0);
      expect(logit).toBeCloseTo(sum + valuesOf('fc.bias')[unit]!, 4);
    }
    expect(fromTorchWeights(GRAPH_SPEC, state)).toEqual(weights);
  });

  it('names a sum of vectors that PyTorch has in different orders', () => {
    const spec: NetworkSpec = {
      name: 'crossed',
      nodes: [
        { kind: 'input', name: 'input', inputs: [], shape: [2, 2, 3] },
        { kind: 'flatten', name: 'flatten', inputs: ['input'] },
        { kind: 'dense', name: 'fc1', inputs: ['flatten'], units: 12, bias: false },
        { kind: 'add', name: 'sum', inputs: ['flatten', 'fc1'] },
      ],
    };
    expect(() => toTorchWeights(spec, initializeWeights(spec, 1))).toThrow(/^sum: adds a flattened map/);
  });

  it('gives back the state dict it was made from', () => {
    expect(toTorchWeights(SPEC, fromTorchWeights(SPEC, stateDict))).toEqual(stateDict);
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))('survives a file with %s', (_, preset) => {
    const spec = preset.build([32, 32, 3], 10);
    const weights = initializeWeights(spec, 1);
    const file = writeSafetensors(toTorchWeights(spec, weights));
    const read = fromTorchWeights(spec, parseSafetensors(file));
    expect(Object.keys(read)).toEqual(Object.keys(weights));
    for (const [name, { shape, values }] of Object.entries(read)) {
      expect(shape).toEqual(weights[name]!.shape);
      expect(Buffer.from(values.buffer).equals(Buffer.from(weights[name]!.values.buffer)), name).toBe(true);
    }
  });

  it('puts masks where their weights are, and ones where there is no mask', () => {
    const random = createRandom(1);
    const weights = fromTorchWeights(SPEC, stateDict);
    const mask = weights['fc1.weight']!.values.map(() => random.integer(2));
    const masks = { 'fc1.weight': Uint8Array.from(mask) };
    const masked = {
      ...weights,
      'fc1.weight': {
        ...weights['fc1.weight']!,
        values: weights['fc1.weight']!.values.map((value, i) => value * mask[i]!),
      },
    };
    const torchMasks = toTorchMasks(SPEC, masks);
    const torchMasked = toTorchWeights(SPEC, masked).get('fc1.weight')!.data;
    expect([...torchMasks.get('fc1.weight')!.data].map(Boolean)).toEqual(
      Array.from(torchMasked, (value) => value !== 0),
    );
    expect(torchMasks.get('conv1.bias')).toEqual({ dtype: 'U8', shape: [3], data: Uint8Array.of(1, 1, 1) });
    expect(fromTorchMasks(SPEC, torchMasks)['fc1.weight']).toEqual(masks['fc1.weight']);
  });

  it('names what is missing, too much, or of another shape, type or value', () => {
    const read = (change: (tensors: Map<string, SafeTensor>) => void) => () => {
      const tensors = new Map(stateDict);
      change(tensors);
      return fromTorchWeights(SPEC, tensors);
    };
    const bias: SafeTensor = { dtype: 'F32', shape: [3], data: Float32Array.of(0, Number.NaN, 0) };
    expect(read((tensors) => tensors.delete('fc1.bias'))).toThrow(
      /^missing tensor: fc1\.bias \(found conv1\.weight,/,
    );
    expect(read((tensors) => tensors.set('fc9.bias', bias))).toThrow(
      /^unknown tensor: fc9\.bias \(expected conv1\.weight,/,
    );
    expect(read((tensors) => tensors.set('conv2.bias', bias))).toThrow(
      'conv2.bias has the shape [3] (expected [4])',
    );
    expect(read((tensors) => tensors.set('fc2.bias', bias))).toThrow(
      'fc2.bias[1] is NaN (expected a finite number)',
    );
    expect(
      read((tensors) => tensors.set('fc2.bias', { dtype: 'U8', shape: [3], data: new Uint8Array(3) })),
    ).toThrow('fc2.bias holds bytes (expected F32)');
    expect(() =>
      fromTorchMasks(
        SPEC,
        new Map(toTorchMasks(SPEC, {})).set('fc2.bias', {
          dtype: 'U8',
          shape: [3],
          data: Uint8Array.of(1, 0, 2),
        }),
      ),
    ).toThrow('mask fc2.bias[2] is 2 (expected 0 or 1)');
  });
});
