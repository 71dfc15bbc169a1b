import type { DatasetName } from './networkChoices.ts';

/** `[height, width, channels]` of the images of each data set, as its manifest has it. */
export const IMAGE_SHAPES = {
  mnist: [28, 28, 1],
  'fashion-mnist': [28, 28, 1],
  'cifar-10': [32, 32, 3],
} as const satisfies Readonly<Record<DatasetName, readonly number[]>>;

/** Classes of each of them. */
export const CLASSES = 10;

export const DATASETS = Object.keys(IMAGE_SHAPES) as readonly DatasetName[];
