import { type DatasetManifest, isOwnDataset, type PackedDatasetName } from '../../../src/index.ts';
import type { DatasetName } from './networkChoices.ts';

/** `[height, width, channels]` of the images of each shipped data set, as its manifest has it. */
export const IMAGE_SHAPES = {
  mnist: [28, 28, 1],
  'fashion-mnist': [28, 28, 1],
  'cifar-10': [32, 32, 3],
} as const satisfies Readonly<Record<PackedDatasetName, readonly number[]>>;

/** Classes of each of them. */
export const CLASSES = 10;

/** What a network has to know of a data set. */
export interface DatasetKind {
  readonly name: DatasetName;
  /** `[height, width, channels]`. */
  readonly imageShape: readonly number[];
  readonly classes: number;
}

const SHIPPED = Object.entries(IMAGE_SHAPES).map(
  ([name, imageShape]): DatasetKind => ({ name: name as PackedDatasetName, imageShape, classes: CLASSES }),
);

/** The data sets that a network can be opened on: the shipped ones, and somebody's own images where they are open. */
export function listDatasets(
  manifest: Pick<DatasetManifest, 'name' | 'imageShape' | 'classes'> | null,
): readonly DatasetKind[] {
  if (!manifest || !isOwnDataset(manifest.name)) return SHIPPED;
  const { name, imageShape, classes } = manifest;
  return [...SHIPPED, { name, imageShape, classes: classes.length }];
}

/** The shipped data set whose images are most like those of a data set: presets say which of these they are made for. */
export function shippedLike({ name, imageShape }: DatasetKind): PackedDatasetName {
  if (!isOwnDataset(name)) return name;
  return imageShape[2] === 1 ? 'mnist' : 'cifar-10';
}
