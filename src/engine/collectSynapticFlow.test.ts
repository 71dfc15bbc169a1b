import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initializeWeights } from '../network/initializeWeights.ts';
import { type Conv2dNode, type DenseNode, isWeightedNode, type NetworkSpec } from '../network/spec.ts';
import { createEngine } from './createEngine.ts';
import type { Engine } from './engine.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { createTinyWeights, GRAPH_SPEC } from './testNets.ts';

const conv = (name: string, input: string, filters: number, more: Partial<Conv2dNode> = {}): Conv2dNode => ({
  kind: 'conv2d',
  name,
  inputs: [input],
  filters,
  kernelSize: [3, 3],
  stride: 1,
  padding: 'same',
  bias: true,
  ...more,
});

const dense = (name: string, input: string, units: number): DenseNode => ({
  kind: 'dense',
  name,
  inputs: [input],
  units,
  bias: true,
});

const DENSE_SPEC: NetworkSpec = {
  name: 'dense',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [12] },
    dense('fc1', 'input', 9),
    { kind: 'tanh', name: 'tanh1', inputs: ['fc1'] },
    { kind: 'dropout', name: 'dropout1', inputs: ['tanh1'], rate: 0.5 },
    dense('fc2', 'dropout1', 7),
    { kind: 'batchNorm', name: 'bn2', inputs: ['fc2'], epsilon: 1e-5 },
    { kind: 'relu', name: 'relu2', inputs: ['bn2'] },
    dense('fc3', 'relu2', 4),
  ],
};

/** A chain of convolutions, normalised ones too, with windows that share pixels where the pool is asked to. */
const poolSpec = (kind: 'avgPool' | 'maxPool', size: number): NetworkSpec => ({
  name: `${kind} ${size}`,
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [10, 9, 2] },
    conv('conv1', 'input', 6),
    { kind: 'batchNorm', name: 'bn1', inputs: ['conv1'], epsilon: 1e-3 },
    { kind: 'relu', name: 'relu1', inputs: ['bn1'] },
    { kind, name: 'pool1', inputs: ['relu1'], size, stride: 2, padding: size === 2 ? 'valid' : 'same' },
    conv('conv2', 'pool1', 5, { stride: 2, padding: 1, bias: false }),
    { kind: 'sigmoid', name: 'sigmoid2', inputs: ['conv2'] },
    { kind: 'flatten', name: 'flatten', inputs: ['sigmoid2'] },
    dense('fc3', 'flatten', 8),
    { kind: 'leakyRelu', name: 'leaky3', inputs: ['fc3'], slope: 0.1 },
    dense('fc4', 'leaky3', 3),
  ],
});

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

/** Scores of what makes each of a layer's channels. */
function sumIncoming(scores: Float32Array, channels: number): number[] {
  return Array.from({ length: channels }, (_, channel) =>
    sum(scores.filter((_v, at) => at % channels === channel)),
  );
}

/** Scores of what reads each of `channels` channels, by the next layer with so many channels of its own. */
function sumOutgoing(scores: Float32Array, channels: number, nextChannels: number): number[] {
  return Array.from({ length: channels }, (_, channel) =>
    sum(scores.filter((_v, at) => Math.floor(at / nextChannels) % channels === channel)),
  );
}

function expectSame(actual: readonly number[], expected: readonly number[]) {
  expect(actual.length).toBe(expected.length);
  for (const [at, value] of actual.entries()) {
    expect(Math.abs(value - expected[at]!)).toBeLessThanOrEqual(1e-4 * Math.abs(expected[at]!));
  }
}

describe.each(['cpu', 'wasm'] as const)('collected synaptic flow on %s', (requested) => {
  let engine: Engine;
  let tensorsAtStart = 0;
  beforeAll(async () => {
    engine = await createEngine({ requested, wasmPaths: nodeWasmPaths() });
    tensorsAtStart = engine.tensorCount();
  });
  afterAll(() => {
    expect(engine.tensorCount()).toBe(tensorsAtStart);
    engine.dispose();
  });

  it('is the product of weights along paths, summed', async () => {
    const spec: NetworkSpec = {
      name: 'paths',
      nodes: [
        { kind: 'input', name: 'input', inputs: [], shape: [2] },
        dense('a', 'input', 2),
        { kind: 'relu', name: 'relu', inputs: ['a'] },
        dense('b', 'relu', 2),
      ],
    };
    const weights = {
      'a.weight': { shape: [2, 2], values: Float32Array.of(1, -2, -3, 4) },
      'a.bias': { shape: [2], values: Float32Array.of(100, -100) },
      'b.weight': { shape: [2, 2], values: Float32Array.of(5, -6, 7, 0) },
      'b.bias': { shape: [2], values: Float32Array.of(-100, 100) },
    };
    const model = engine.createModel(spec, weights, {});
    const scores = await engine.collectSynapticFlow(model);
    expect([...scores.keys()]).toEqual(['a.weight', 'b.weight']);
    // Out of the hidden units go 5 + 6 and 7 + 0; into them come 1 + 3 and 2 + 4.
    expectSame([...scores.get('a.weight')!], [1 * 11, 2 * 7, 3 * 11, 4 * 7]);
    expectSame([...scores.get('b.weight')!], [4 * 5, 4 * 6, 6 * 7, 0]);
    expect(await model.readWeights()).toEqual(weights);
    model.dispose();
  });

  it.each([
    DENSE_SPEC,
    poolSpec('avgPool', 2),
    poolSpec('avgPool', 3),
    poolSpec('maxPool', 2),
    poolSpec('maxPool', 3),
  ])('flows into every hidden unit as much as out of it, and through every layer: $name', async (spec) => {
    const model = engine.createModel(spec, createTinyWeights(8, spec), {});
    const scores = await engine.collectSynapticFlow(model);
    const layers = spec.nodes.filter(isWeightedNode);
    const channelsOf = (layer: (typeof layers)[number]) =>
      layer.kind === 'dense' ? layer.units : (layer as Conv2dNode).filters;
    const totals = layers.map(({ name }) => sum(scores.get(`${name}.weight`)!));
    expect(totals[0]).toBeGreaterThan(0);
    expectSame(
      totals,
      totals.map(() => totals[0]!),
    );
    for (const [index, layer] of layers.slice(0, -1).entries()) {
      const next = layers[index + 1]!;
      const incoming = sumIncoming(scores.get(`${layer.name}.weight`)!, channelsOf(layer));
      const outgoing = sumOutgoing(scores.get(`${next.name}.weight`)!, channelsOf(layer), channelsOf(next));
      expect(Math.min(...incoming)).toBeGreaterThan(0);
      expectSame(incoming, outgoing);
    }
    model.dispose();
  });

  it('counts ties of a max-pool once', async () => {
    // A filter of one weight makes a map of one value: every window is a tie.
    const spec: NetworkSpec = {
      name: 'ties',
      nodes: [
        { kind: 'input', name: 'input', inputs: [], shape: [4, 4, 1] },
        conv('conv', 'input', 1, { kernelSize: [1, 1] }),
        { kind: 'maxPool', name: 'pool', inputs: ['conv'], size: 2, stride: 2, padding: 'valid' },
        { kind: 'flatten', name: 'flatten', inputs: ['pool'] },
        dense('fc', 'flatten', 2),
      ],
    };
    const weights = {
      ...initializeWeights(spec, 1),
      'conv.weight': { shape: [1, 1, 1, 1], values: Float32Array.of(-2) },
      'fc.weight': { shape: [4, 2], values: new Float32Array(8).fill(0.5) },
    };
    const model = engine.createModel(spec, weights, {});
    const scores = await engine.collectSynapticFlow(model);
    expectSame([...scores.get('conv.weight')!], [2 * 8 * 0.5]);
    expectSame([...scores.get('fc.weight')!], new Array(8).fill(1));
    model.dispose();
  });

  it('passes all kinds of nodes and is 0 where a mask prunes', async () => {
    const weights = createTinyWeights(9, GRAPH_SPEC);
    const mask = Uint8Array.from({ length: weights['conv1.weight']!.values.length }, (_, at) =>
      at % 4 ? 1 : 0,
    );
    const model = engine.createModel(GRAPH_SPEC, weights, { 'conv1.weight': mask });
    const scores = await engine.collectSynapticFlow(model);
    expect([...scores.keys()]).toEqual(['conv1.weight', 'depthwise2.weight', 'fc.weight']);
    for (const [at, score] of scores.get('conv1.weight')!.entries()) {
      if (mask[at] === 0) expect(score).toBe(0);
      else expect(score).toBeGreaterThan(0);
    }
    // Everything passes conv1 and fc; the depthwise convolution too, because no path goes around it.
    const totals = [...scores.values()].map(sum);
    expectSame(
      totals,
      totals.map(() => totals[0]!),
    );
    model.dispose();
  });

  it('says when the flow is out of range, and leaves no tensor behind', async () => {
    const weights = createTinyWeights(1, DENSE_SPEC);
    const huge = Object.fromEntries(
      Object.entries(weights).map(([name, { shape, values }]) => [
        name,
        { shape, values: name.startsWith('fc') ? values.map((value) => value * 1e15) : values },
      ]),
    );
    const model = engine.createModel(DENSE_SPEC, huge, {});
    const tensors = engine.tensorCount();
    await expect(engine.collectSynapticFlow(model)).rejects.toMatchObject({ code: 'not-a-number' });
    expect(engine.tensorCount()).toBe(tensors);
    model.dispose();
  });
});
