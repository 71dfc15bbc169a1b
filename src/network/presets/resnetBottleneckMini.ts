import { type BlockPlace, buildResidual, type ResidualBlock } from './buildResidual.ts';
import { batchNorm, convolution, relu } from './parts.ts';
import type { Preset } from './preset.ts';

const INNER_WIDTHS = [8, 16, 32] as const;
const EXPANSION = 4;
const BLOCKS_PER_STAGE = 2;

/** 1×1, 3×3, 1×1; the 3×3 carries the stride, as torchvision has it (the paper: the first 1×1). */
function describeBottleneck({ prefix, stage, stride, firstOfStage }: BlockPlace): ResidualBlock {
  const inner = INNER_WIDTHS[stage]!;
  const outer = EXPANSION * inner;
  return {
    branch: [
      convolution(`${prefix}_conv1`, inner, 1, { padding: 'valid', bias: false }),
      batchNorm(`${prefix}_bn1`),
      relu(`${prefix}_relu1`),
      convolution(`${prefix}_conv2`, inner, 3, { stride, padding: 1, bias: false }),
      batchNorm(`${prefix}_bn2`),
      relu(`${prefix}_relu2`),
      convolution(`${prefix}_conv3`, outer, 1, { padding: 'valid', bias: false }),
      batchNorm(`${prefix}_bn3`),
    ],
    projection: firstOfStage ? outer : undefined,
  };
}

/** A small network of bottleneck blocks, in which the inside of a block and the stage it adds to can be pruned apart. */
export const RESNET_BOTTLENECK_MINI: Preset = {
  id: 'resnet-bottleneck-mini',
  paper: {
    title: 'Deep Residual Learning for Image Recognition',
    url: 'https://arxiv.org/abs/1512.03385',
    year: 2016,
  },
  datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
  build: (imageShape = [28, 28, 1], classes = 10) =>
    buildResidual('resnet-bottleneck-mini', BLOCKS_PER_STAGE, describeBottleneck, imageShape, classes),
};
