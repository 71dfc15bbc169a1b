import type { PixelFilter } from './pixelFilter.ts';

/** What a packed data set says of itself; `public/datasets/<name>/manifest.json` follows it. */
export interface DatasetManifest {
  readonly version: 1;
  readonly name: DatasetName;
  readonly title: string;
  /** `[height, width, channels]` of one image. */
  readonly imageShape: readonly [number, number, number];
  readonly classes: readonly string[];
  readonly source: string;
  readonly licence: string;
  readonly splits: Readonly<Record<SplitName, SplitManifest>>;
}

export interface SplitManifest {
  readonly count: number;
  /** Images of each class, in the order of `classes`. */
  readonly countPerClass: readonly number[];
  readonly shards: readonly ShardManifest[];
}

/**
 * One file of a split: gzip of the labels (`count` bytes) and then the pixels (`count · height · width · channels` bytes).
 *
 * It ends in `.bin` so that no server takes it for an encoded response.
 */
export interface ShardManifest {
  readonly file: string;
  readonly count: number;
  /** Bytes of the file as stored (gzip). */
  readonly sizeBytes: number;
  /** SHA-256 of the file as stored, lower-case hex. */
  readonly sha256: string;
  /** Set where the pixels were filtered before gzip; the loader undoes it. */
  readonly filter?: PixelFilter;
}

export const DATASET_NAMES = ['mnist', 'fashion-mnist', 'cifar-10'] as const;
/** A data set that is shipped with the page. */
export type PackedDatasetName = (typeof DATASET_NAMES)[number];

/**
 * Begins the name of images that somebody brought: `own:` and the SHA-256 that nameOwnDataset computes. Such images are in no
 * link and on no server; they come with a session, or from their files.
 */
export const OWN_DATASET = 'own:';
export type OwnDatasetName = `own:${string}`;
export type DatasetName = PackedDatasetName | OwnDatasetName;

/** True for images that somebody brought. */
export function isOwnDataset(name: string): name is OwnDatasetName {
  return name.startsWith(OWN_DATASET);
}

export type SplitName = 'train' | 'test';

/** Some images with their labels, as bytes. */
export interface ImageBatch {
  readonly count: number;
  /** `[count, height, width, channels]`, 0…255. */
  readonly pixels: Uint8Array;
  /** `[count]`, class indices. */
  readonly labels: Uint8Array;
}

/**
 * One split that may still be arriving.
 *
 * Images keep the order of the shards, which the packer shuffled with a fixed seed, so that any prefix is a fair sample.
 */
export interface ImageSplit {
  /** Images in all, arrived or not (after a `trainSize` / `testSize` cut). */
  readonly count: number;
  /** Images that stand in one shard, in order; their sum is `count`. */
  readonly shardCounts: readonly number[];
  /** Images that have arrived, always a prefix. */
  availableCount(): number;
  /**
   * Resolves when the first `count` images are here; rejects with `dataset-missing` or `dataset-damaged` naming the shard.
   * A later call tries a failed shard again.
   */
  require(count: number, signal?: AbortSignal): Promise<void>;
  /** Copies images by index into `pixels` (`[indices.length, h, w, c]`) and `labels`; all must have arrived. */
  gather(indices: Uint32Array, pixels: Uint8Array, labels: Uint8Array): void;
}

export interface Dataset {
  readonly manifest: DatasetManifest;
  readonly train: ImageSplit;
  readonly test: ImageSplit;
}
