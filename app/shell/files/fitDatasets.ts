import type { NetworkFileSummary } from '../../../src/index.ts';
import type { DatasetKind } from '../networks/datasetShapes.ts';
import type { DatasetName } from '../networks/networkChoices.ts';

/** The data sets, of some, whose images and classes a network fits. */
export function fitDatasets(
  { inputShape, classes }: Pick<NetworkFileSummary, 'inputShape' | 'classes'>,
  datasets: readonly DatasetKind[],
): readonly DatasetName[] {
  return datasets
    .filter((dataset) => dataset.classes === classes && dataset.imageShape.join() === inputShape.join())
    .map(({ name }) => name);
}

/** A shape as people write it: `28×28×1`. */
export function formatShape(shape: readonly number[]): string {
  return shape.join('×');
}
