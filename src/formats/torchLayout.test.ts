import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
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
