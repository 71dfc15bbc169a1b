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

/** Filters of the convolutions of a module, named as in table 1 of the paper. */
interface ModuleWidths {
  readonly one: number;
  readonly threeReduce: number;
  readonly three: number;
  readonly fiveReduce: number;
  readonly five: number;
  readonly poolProjection: number;
}

/** A quarter of inception (3a). */
const FIRST: ModuleWidths = {
  one: 16,
  threeReduce: 24,
  three: 32,
  fiveReduce: 4,
  five: 8,
  poolProjection: 8,
};
/** A quarter of inception (3b). */
const SECOND: ModuleWidths = {
  one: 32,
  threeReduce: 32,
  three: 48,
  fiveReduce: 8,
  five: 24,
  poolProjection: 16,
};

function listConvolution(name: string, filters: number, size: number): readonly Part[] {
  return [convolution(name, filters, size, { bias: false }), batchNorm(`${name}_bn`), relu(`${name}_relu`)];
}

function wireModule(prefix: string, input: string, widths: ModuleWidths): readonly NodeSpec[] {
  const branches = [
    listConvolution(`${prefix}_1x1`, widths.one, 1),
    [
      ...listConvolution(`${prefix}_3x3_reduce`, widths.threeReduce, 1),
      ...listConvolution(`${prefix}_3x3`, widths.three, 3),
    ],
    [
      ...listConvolution(`${prefix}_5x5_reduce`, widths.fiveReduce, 1),
      ...listConvolution(`${prefix}_5x5`, widths.five, 5),
    ],
    [
      { kind: 'maxPool', name: `${prefix}_pool`, size: 3, stride: 1, padding: 'same' } as const,
      ...listConvolution(`${prefix}_pool_proj`, widths.poolProjection, 1),
    ],
  ];
  return [
    ...branches.flatMap((branch) => wire(input, branch)),
    join('concat', `${prefix}_concat`, branches.map(lastName)),
  ];
}

/** A stem and two inception modules whose branches are put side by side. */
export const INCEPTION_MINI: Preset = {
  id: 'inception-mini',
  paper: {
    title: 'Going Deeper with Convolutions',
    url: 'https://arxiv.org/abs/1409.4842',
    year: 2015,
  },
  datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
  build: (imageShape = [28, 28, 1], classes = 10) => ({
    name: 'inception-mini',
    nodes: [
      inputNode(imageShape),
      ...wire('input', [
        convolution('conv1', 32, 3, { bias: false }),
        batchNorm('bn1'),
        relu('relu1'),
        halve('maxPool', 'pool1'),
      ]),
      ...wireModule('inception1', 'pool1', FIRST),
      ...wire('inception1_concat', [halve('maxPool', 'pool2')]),
      ...wireModule('inception2', 'pool2', SECOND),
      ...wire('inception2_concat', [{ kind: 'globalAvgPool', name: 'gap' }, dense('fc', classes)]),
    ],
  }),
};
