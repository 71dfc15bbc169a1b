import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine/createEngine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { createTinySplit, TINY_OPTIONS } from '../engine/testNets.ts';
import type { NetworkSpec, NodeSpec } from '../network/spec.ts';
import { parseSafetensors } from './safetensors.ts';
import { fromTorchWeights, toTorchWeights } from './torchLayout.ts';

function conv(name: string, input: string, filters: number, size: number, stride: number): NodeSpec {
  const padding = size === 3 ? 1 : 0;
  const kernelSize = [size, size] as const;
  return { kind: 'conv2d', name, inputs: [input], filters, kernelSize, stride, padding, bias: false };
}

const norm = (name: string, input: string): NodeSpec => ({
  kind: 'batchNorm',
  name,
  inputs: [input],
  epsilon: 1e-5,
});

/** The network of scripts/fixtures/torchResidual.py. */
const SPEC: NetworkSpec = {
  name: 'torch-residual',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [8, 6, 2] },
    conv('conv1', 'input', 4, 3, 1),
    norm('bn1', 'conv1'),
    { kind: 'relu', name: 'relu1', inputs: ['bn1'] },
    conv('conv2', 'relu1', 6, 3, 2),
    norm('bn2', 'conv2'),
    conv('proj', 'relu1', 6, 1, 2),
    norm('proj_bn', 'proj'),
    { kind: 'add', name: 'sum', inputs: ['bn2', 'proj_bn'] },
    { kind: 'relu', name: 'relu2', inputs: ['sum'] },
    {
      kind: 'depthwiseConv2d',
      name: 'depthwise',
      inputs: ['relu2'],
      kernelSize: [3, 3],
      stride: 1,
      padding: 1,
      bias: true,
    },
    { kind: 'leakyRelu', name: 'leaky', inputs: ['depthwise'], slope: 0.1 },
    { kind: 'concat', name: 'join', inputs: ['relu2', 'leaky'] },
    { kind: 'flatten', name: 'flatten', inputs: ['join'] },
    { kind: 'dense', name: 'fc1', inputs: ['flatten'], units: 5, bias: false },
    norm('fc1_bn', 'fc1'),
    { kind: 'relu', name: 'relu3', inputs: ['fc1_bn'] },
    { kind: 'globalAvgPool', name: 'average', inputs: ['join'] },
    { kind: 'concat', name: 'features', inputs: ['relu3', 'average'] },
    { kind: 'dense', name: 'fc2', inputs: ['features'], units: 3, bias: true },
  ],
};

const fixture = parseSafetensors(
  readFileSync(join(import.meta.dirname, 'fixtures/torchResidual.safetensors')),
);
const stateOf = (prefix: string) =>
  new Map(
    [...fixture].flatMap(([name, tensor]) =>
      name.startsWith(`${prefix}.`) ? [[name.slice(prefix.length + 1), tensor] as const] : [],
    ),
  );

const pixels = fixture.get('case.pixels')!;
const COUNT = pixels.shape[0]!;
const AREA = 8 * 6;
const images = {
  count: COUNT,
  // [images, c, h, w] to [images, h, w, c]
  pixels: Uint8Array.from(
    { length: COUNT * AREA * 2 },
    (_, i) => pixels.data[(Math.floor(i / (AREA * 2)) * 2 + (i % 2)) * AREA + (Math.floor(i / 2) % AREA)]!,
  ),
  labels: Uint8Array.from(fixture.get('case.labels')!.data),
};

describe.each(['wasm', 'cpu'] as const)('a residual network of PyTorch on %s', (backend) => {
  it('gives its logits, and after one step its weights and running statistics', async () => {
    const engine = await createEngine({ requested: backend, wasmPaths: nodeWasmPaths() });
    expect(engine.backend.name).toBe(backend);
    const model = engine.createModel(SPEC, fromTorchWeights(SPEC, stateOf('before')), {});
    const logits = await engine.predict(model, images);
    for (const [index, expected] of fixture.get('case.logits')!.data.entries()) {
      expect(logits[index]!).toBeCloseTo(expected, 4);
    }
    await engine.train(model, createTinySplit(images, AREA * 2), {
      ...TINY_OPTIONS,
      batchSize: COUNT,
      steps: 1,
      optimizer: { ...TINY_OPTIONS.optimizer, kind: 'sgd' },
      learningRate: 0.1,
    });
    const after = toTorchWeights(SPEC, await model.readWeights());
    const before = stateOf('before');
    for (const [name, { data }] of stateOf('after')) {
      const found = after.get(name)!.data;
      let moved = 0;
      for (const [index, expected] of data.entries()) {
        expect(Math.abs(found[index]! - expected), `${name}[${index}]`).toBeLessThan(2e-5);
        moved = Math.max(moved, Math.abs(expected - before.get(name)!.data[index]!));
      }
      // A tensor that stayed where it was would prove nothing.
      expect(moved, name).toBeGreaterThan(1e-4);
    }
    model.dispose();
    engine.dispose();
  });
});
