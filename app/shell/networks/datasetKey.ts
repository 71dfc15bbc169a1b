import { isOwnDataset } from '../../../src/index.ts';
import type { DatasetName } from './networkChoices.ts';

/** Where the words of the page have the name of a data set; that of all own images is the same. */
export function datasetKey(name: DatasetName) {
  return `datasets.${isOwnDataset(name) ? 'own' : name}` as const;
}
