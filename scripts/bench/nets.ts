import { findPreset } from '../../src/network/presets/presets.ts';
import type { Conv2dNode, NetworkSpec, NodeSpec } from '../../src/network/spec.ts';

/** A network and the batch that the benchmark trains it with. */
export interface BenchNet {
  readonly name: string;
  readonly batch: number;
  readonly spec: NetworkSpec;
}

const convolution = (name: string, input: string, filters: number): Conv2dNode => ({
  kind: 'conv2d',
  name,
  inputs: [input],
  filters,
  kernelSize: [3, 3],
  stride: 1,
  padding: 'same',
  bias: true,
});

/** `depth` convolutions of 3×3 on 32×32×3, a pool after every second one, and two dense layers. */
export function buildVggLike(depth = 4, width = 1): NetworkSpec {
  const nodes: NodeSpec[] = [{ kind: 'input', name: 'input', inputs: [], shape: [32, 32, 3] }];
  let last = 'input';
  for (let index = 1; index <= depth; index++) {
    const filters = Math.round(32 * width * 2 ** Math.floor((index - 1) / 2));
    nodes.push(convolution(`conv${index}`, last, filters));
    nodes.push({ kind: 'relu', name: `relu${index}`, inputs: [`conv${index}`] });
    last = `relu${index}`;
    if (index % 2 === 0) {
      nodes.push({
        kind: 'maxPool',
        name: `pool${index}`,
        inputs: [last],
        size: 2,
        stride: 2,
        padding: 'valid',
      });
      last = `pool${index}`;
    }
  }
  nodes.push({ kind: 'flatten', name: 'flatten', inputs: [last] });
  nodes.push({ kind: 'dense', name: 'fc1', inputs: ['flatten'], units: Math.round(256 * width), bias: true });
  nodes.push({ kind: 'relu', name: 'reluFc', inputs: ['fc1'] });
  nodes.push({ kind: 'dense', name: 'fc2', inputs: ['reluFc'], units: 10, bias: true });
  return { name: `vgg-like-${depth}`, nodes };
}

/** A convolution and a pool to 16×16, then 3×3 depthwise and 1×1 twice, the second time to 8×8; as `torchSteps.py` has it. */
export function buildDepthwiseNet(): NetworkSpec {
  const nodes: NodeSpec[] = [
    { kind: 'input', name: 'input', inputs: [], shape: [32, 32, 3] },
    convolution('stem', 'input', 32),
    { kind: 'relu', name: 'reluStem', inputs: ['stem'] },
    { kind: 'maxPool', name: 'pool', inputs: ['reluStem'], size: 2, stride: 2, padding: 'valid' },
  ];
  let last = 'pool';
  for (const [index, filters] of [64, 128].entries()) {
    const block = index + 1;
    nodes.push(
      {
        kind: 'depthwiseConv2d',
        name: `depthwise${block}`,
        inputs: [last],
        kernelSize: [3, 3],
        stride: block,
        padding: 'same',
        bias: true,
      },
      { kind: 'relu', name: `reluDepthwise${block}`, inputs: [`depthwise${block}`] },
      { ...convolution(`pointwise${block}`, `reluDepthwise${block}`, filters), kernelSize: [1, 1] },
      { kind: 'relu', name: `reluPointwise${block}`, inputs: [`pointwise${block}`] },
    );
    last = `reluPointwise${block}`;
  }
  nodes.push({ kind: 'flatten', name: 'flatten', inputs: [last] });
  nodes.push({ kind: 'dense', name: 'fc', inputs: ['flatten'], units: 10, bias: true });
  return { name: 'depthwise', nodes };
}

/** The networks of the table, smallest first. */
export const BENCH_NETS: readonly BenchNet[] = [
  { name: 'lenet-300-100', batch: 128, spec: findPreset('lenet-300-100').build([28, 28, 1], 10) },
  { name: 'lenet-5', batch: 128, spec: findPreset('lenet-5').build([28, 28, 1], 10) },
  { name: 'vgg-like', batch: 64, spec: buildVggLike() },
  { name: 'depthwise', batch: 64, spec: buildDepthwiseNet() },
];
