import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openDataset } from '../data/openDataset.ts';
import { createFileReader } from '../data/readLocalFile.ts';
import { initializeWeights } from '../network/initializeWeights.ts';
import type { NetworkSpec } from '../network/spec.ts';
import { createEngine } from './createEngine.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { TINY_OPTIONS } from './testNets.ts';

const SPEC: NetworkSpec = {
  name: 'small',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [28, 28, 1] },
    {
      kind: 'conv2d',
      name: 'conv1',
      inputs: ['input'],
      filters: 8,
      kernelSize: [5, 5],
      stride: 2,
      padding: 'same',
      bias: true,
    },
    { kind: 'relu', name: 'relu1', inputs: ['conv1'] },
    { kind: 'maxPool', name: 'pool1', inputs: ['relu1'], size: 2, stride: 2, padding: 'valid' },
    { kind: 'flatten', name: 'flatten', inputs: ['pool1'] },
    { kind: 'dense', name: 'fc1', inputs: ['flatten'], units: 10, bias: true },
  ],
};

it('reads four of five unseen digits right after 60 steps on 2,000 of MNIST', async () => {
  const folder = fileURLToPath(new URL('../../public/datasets/mnist/', import.meta.url));
  const { train, test } = await openDataset('mnist', {
    readFile: createFileReader(folder),
    trainSize: 2000,
    testSize: 500,
  });
  const engine = await createEngine({ wasmPaths: nodeWasmPaths() });
  const model = engine.createModel(SPEC, initializeWeights(SPEC, 1), {});
  const before = await engine.evaluate(model, test);
  await engine.train(model, train, { ...TINY_OPTIONS, batchSize: 64, steps: 60 });
  const after = await engine.evaluate(model, test);
  expect(before.accuracy).toBeLessThan(0.3);
  expect(after.accuracy).toBeGreaterThan(0.8);
  expect(after.loss).toBeLessThan(before.loss / 2);
  engine.dispose();
});
