import type { ImageBatch, PackedDatasetName } from '../../src/data/dataset.ts';
import type { PixelFilter } from '../../src/data/pixelFilter.ts';

/** A data set as its authors' files give it, before it is shuffled and cut into shards. */
export interface SourceDataset {
  readonly name: PackedDatasetName;
  readonly title: string;
  /** `[height, width, channels]` of one image. */
  readonly imageShape: readonly [number, number, number];
  readonly classes: readonly string[];
  /** Where it comes from, whom to cite, and what was left out. */
  readonly source: string;
  readonly licence: string;
  /** Images in one shard. */
  readonly shardSize: number;
  readonly filter?: PixelFilter;
  readonly train: ImageBatch;
  readonly test: ImageBatch;
}
