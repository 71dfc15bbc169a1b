import type { NetworkFileSummary } from '../../../src/index.ts';
import { CLASSES, DATASETS, IMAGE_SHAPES } from '../networks/datasetShapes.ts';
import type { DatasetName } from '../networks/networkChoices.ts';

/** The data sets whose images and classes a network fits. */
export function fitDatasets({
  inputShape,
  classes,
}: Pick<NetworkFileSummary, 'inputShape' | 'classes'>): readonly DatasetName[] {
  if (classes !== CLASSES) return [];
  return DATASETS.filter((name) => IMAGE_SHAPES[name].join() === inputShape.join());
}

/** A shape as people write it: `28×28×1`. */
export function formatShape(shape: readonly number[]): string {
  return shape.join('×');
}
