import { measureStorage } from '../../analysis/storage/measureStorage.ts';
import { shareNetworkWeights } from '../../analysis/storage/shareNetworkWeights.ts';
import {
  type StorageOptions,
  toDefaultStorageOptions,
  toStorageBits,
} from '../../analysis/storage/storageOptions.ts';
import type { StorageReport } from '../../analysis/storage/storageReport.ts';
import { measureAccuracy } from '../measureAccuracy.ts';
import type { AccuracyReport } from '../snapshot.ts';
import type { Measurer } from './measurer.ts';

/** Bytes in every format, and what sharing weights costs. */
export interface MeasuredStorage extends StorageReport {
  readonly bits: StorageOptions;
  /** With the weights that the formats `shared` and `huffman` give back; all other formats lose nothing. */
  readonly sharedAccuracy: AccuracyReport;
}

/** Encodes the weights in every format, and evaluates the network whose weights were shared. */
export const storage: Measurer<'storage'> = async (context, snapshot, { storage: chosen, images }, run) => {
  const { spec, weights, masks } = snapshot;
  const defaults = toDefaultStorageOptions(spec);
  const bits: StorageOptions = {
    convBits: chosen?.convBits ?? defaults.convBits,
    denseBits: chosen?.denseBits ?? defaults.denseBits,
    indexBits: chosen?.indexBits ?? defaults.indexBits,
  };
  const report = await measureStorage(spec, weights, masks, bits, run);
  const shared = shareNetworkWeights(spec, weights, masks, (layer) => toStorageBits(layer, bits).weightBits);
  const { signal } = run;
  const state = { spec, weights: shared, masks };
  const sharedAccuracy = await measureAccuracy(context, state, images, signal ? { signal } : {});
  return { ...report, bits, sharedAccuracy };
};
