import { type BlockPlace, buildResidual, type ResidualBlock } from './buildResidual.ts';
import { batchNorm, convolution, relu } from './parts.ts';
import type { Preset } from './preset.ts';

const WIDTHS = [16, 32, 64] as const;

function describeBasicBlock({ prefix, stage, stride, firstOfStage }: BlockPlace): ResidualBlock {
  const filters = WIDTHS[stage]!;
  return {
    branch: [
      convolution(`${prefix}_conv1`, filters, 3, { stride, padding: 1, bias: false }),
      batchNorm(`${prefix}_bn1`),
      relu(`${prefix}_relu1`),
      convolution(`${prefix}_conv2`, filters, 3, { padding: 1, bias: false }),
      batchNorm(`${prefix}_bn2`),
    ],
    projection: firstOfStage && stage > 0 ? filters : undefined,
  };
}

function createResnet(id: string, blocksPerStage: number): Preset {
  return {
    id,
    paper: {
      title: 'Deep Residual Learning for Image Recognition',
      url: 'https://arxiv.org/abs/1512.03385',
      year: 2016,
    },
    datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
    build: (imageShape = [28, 28, 1], classes = 10) =>
      buildResidual(id, blocksPerStage, describeBasicBlock, imageShape, classes),
  };
}

/** The residual network of one block a stage, with projections (option B of the paper) where the width changes. */
export const RESNET_8 = createResnet('resnet-8', 1);
/** Three blocks a stage: 272,474 parameters on 32×32×3 images, 2,752 of them the projections' (option B). */
export const RESNET_20 = createResnet('resnet-20', 3);
