import type { StorageFormatId } from '../analysis/storage/storageFormat.ts';
import { HAN_LENET_5, HAN_LENET_300_100 } from './hanPruning.ts';
import { HAN_KEPT, type HanSettings, listHanSteps } from './hanSteps.ts';
import { onMnist } from './lenets.ts';
import { HAN_2016 } from './papers.ts';
import {
  MNIST_TOLERANCE,
  near,
  type Study,
  type StudyResults,
  type StudySettings,
  type StudyValue,
} from './study.ts';

interface CompressionSettings extends StudySettings {
  readonly mlp: HanSettings;
  readonly conv: HanSettings;
}

type LeNet = keyof typeof HAN_KEPT;

/** Bits of the paper (tables 2 and 3). */
const STORAGE = {
  'lenet-300-100': { denseBits: 6, indexBits: 5 },
  'lenet-5': { convBits: 8, denseBits: 5, indexBits: 5 },
} as const satisfies Record<LeNet, unknown>;

/** Errors and rates of table 1 and the totals of tables 2 and 3. */
const PUBLISHED = {
  'lenet-300-100': { before: 0.0164, after: 0.0158, shared: 32, huffman: 40, table: 'table 2' },
  'lenet-5': { before: 0.008, after: 0.0074, shared: 33, huffman: 39, table: 'table 3' },
} as const satisfies Record<LeNet, unknown>;

/** A tenth of the rate: pruned places and weights of other seeds fall otherwise. */
const RATE_TOLERANCE = 0.1;

const NETS: readonly LeNet[] = ['lenet-300-100', 'lenet-5'];

function computeRate(results: StudyResults, net: LeNet, format: StorageFormatId): number {
  const { sizes } = results(net).measured('stored', 'storage').totals;
  return sizes.dense.bytes! / sizes[format].bytes!;
}

function listValues(net: LeNet): readonly StudyValue[] {
  const { before, after, shared, huffman, table } = PUBLISHED[net];
  const sharedError = (results: StudyResults) =>
    1 - results(net).measured('stored', 'storage').sharedAccuracy.accuracy;
  return [
    {
      id: `${net}-shared`,
      label: `${net}: dense bytes over bytes, pruned and shared weights`,
      unit: 'times',
      source: table,
      expected: near(shared, shared * RATE_TOLERANCE),
      read: (results) => computeRate(results, net, 'shared'),
    },
    {
      id: `${net}-huffman`,
      label: `${net}: the same with Huffman coding`,
      unit: 'times',
      source: table,
      expected: near(huffman, huffman * RATE_TOLERANCE),
      read: (results) => computeRate(results, net, 'huffman'),
    },
    {
      id: `${net}-error`,
      label: `${net}: error of what is stored`,
      unit: 'share',
      source: 'table 1',
      expected: near(after, MNIST_TOLERANCE),
      read: sharedError,
    },
    {
      id: `${net}-loss`,
      label: `${net}: error of what is stored less that of the dense network`,
      unit: 'points',
      source: 'table 1',
      expected: { published: after - before, atMost: MNIST_TOLERANCE },
      read: (results) => sharedError(results) - results(net).error('trained'),
    },
  ];
}

/** How small pruned, shared and coded weights are. */
export const DEEP_COMPRESSION: Study<CompressionSettings> = {
  id: 'deep-compression',
  papers: [HAN_2016],
  claim: 'Pruned, shared and Huffman coded weights take a fortieth of the bytes without loss of accuracy.',
  describe: ({ mlp, conv }) =>
    `the LeNets of the studies of Han et al. 2015 (${mlp.epochs} and ${conv.epochs} epochs); weights shared by k-means from a linear start, 6 bits (LeNet-300-100), 8 and 5 bits (LeNet-5), indices of 5 bits; bytes as really encoded, biases included`,
  differences: ['Shared weights are not fine-tuned afterwards.'],
  sizes: {
    paper: { mlp: HAN_LENET_300_100.sizes.paper, conv: HAN_LENET_5.sizes.paper },
    lesson: { mlp: HAN_LENET_300_100.sizes.lesson, conv: HAN_LENET_5.sizes.lesson },
  },
  createRecipes: ({ mlp, conv }, seed) => {
    const create = (net: LeNet, settings: HanSettings) =>
      onMnist(net, settings, seed, [
        ...listHanSteps(HAN_KEPT[net], settings),
        { kind: 'measure', name: 'stored', what: ['storage'], storage: STORAGE[net] },
      ]);
    return { 'lenet-300-100': create('lenet-300-100', mlp), 'lenet-5': create('lenet-5', conv) };
  },
  values: NETS.flatMap(listValues),
  curves: [],
};
