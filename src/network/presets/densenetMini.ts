import type { NodeSpec } from '../spec.ts';
import {
  batchNorm,
  convolution,
  dense,
  halve,
  inputNode,
  join,
  lastName,
  type Part,
  relu,
  wire,
} from './parts.ts';
import type { Preset } from './preset.ts';

const STEM_FILTERS = 16;
const GROWTH = 12;
const LAYERS_PER_BLOCK = 3;

/** Normalised and rectified before the convolution and not after it. */
function listPreActivated(prefix: string, filters: number, size: number): readonly Part[] {
  return [
    batchNorm(`${prefix}_bn`),
    relu(`${prefix}_relu`),
    convolution(`${prefix}_conv`, filters, size, { bias: false }),
  ];
}

/** Each layer reads all that the block has put side by side so far, and puts its own channels after it. */
function wireDenseBlock(prefix: string, input: string): readonly NodeSpec[] {
  const nodes: NodeSpec[] = [];
  let read = input;
  for (let layer = 1; layer <= LAYERS_PER_BLOCK; layer++) {
    const name = `${prefix}l${layer}`;
    nodes.push(...wire(read, listPreActivated(name, GROWTH, 3)));
    nodes.push(join('concat', `${name}_concat`, [read, lastName(nodes)]));
    read = lastName(nodes);
  }
  return nodes;
}

/** A densely connected network of two blocks; its transition keeps the number of channels (θ = 1 in the paper). */
export const DENSENET_MINI: Preset = {
  id: 'densenet-mini',
  paper: {
    title: 'Densely Connected Convolutional Networks',
    url: 'https://arxiv.org/abs/1608.06993',
    year: 2017,
  },
  datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
  build: (imageShape = [28, 28, 1], classes = 10) => {
    const first = wireDenseBlock('d1', 'conv1');
    const channels = STEM_FILTERS + LAYERS_PER_BLOCK * GROWTH;
    const transition = wire(lastName(first), [
      ...listPreActivated('t1', channels, 1),
      halve('avgPool', 't1_pool'),
    ]);
    const second = wireDenseBlock('d2', lastName(transition));
    return {
      name: 'densenet-mini',
      nodes: [
        inputNode(imageShape),
        ...wire('input', [convolution('conv1', STEM_FILTERS, 3, { bias: false })]),
        ...first,
        ...transition,
        ...second,
        ...wire(lastName(second), [
          batchNorm('bn'),
          relu('relu'),
          { kind: 'globalAvgPool', name: 'gap' },
          dense('fc', classes),
        ]),
      ],
    };
  },
};
