import { createHash } from 'node:crypto';
import { gzipSync } from 'fflate';
import type { DatasetManifest, ImageBatch, ShardManifest, SplitManifest } from '../../src/data/dataset.ts';
import { applyPixelFilter } from '../../src/data/pixelFilter.ts';
import { shuffleImages } from './selectImages.ts';
import type { SourceDataset } from './sourceDataset.ts';

/** Seeds of the order in which the images of a split are stored. */
const ORDER_SEEDS = { train: 1, test: 2 } as const;

export interface PackedDataset {
  readonly manifest: DatasetManifest;
  /** Bytes to store, by file name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

function packShard(source: SourceDataset, images: ImageBatch, start: number, end: number): Uint8Array {
  const imageSize = images.pixels.length / images.count;
  const pixels = images.pixels.subarray(start * imageSize, end * imageSize);
  const body = new Uint8Array(end - start + pixels.length);
  body.set(images.labels.subarray(start, end));
  body.set(source.filter ? applyPixelFilter(pixels, source.imageShape) : pixels, end - start);
  // fflate and not node:zlib, whose output differs between processors.
  return gzipSync(body, { level: 9, mtime: 0 });
}

function countPerClass(labels: Uint8Array, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (const label of labels) {
    if (counts[label] === undefined)
      throw new Error(`invalid label: ${label} (expected below ${classCount})`);
    counts[label]++;
  }
  return counts;
}

/** Shuffles each split with a fixed seed, cuts it into shards and describes them; the same source gives the same bytes. */
export function packDataset(source: SourceDataset): PackedDataset {
  const files = new Map<string, Uint8Array>();
  const packSplit = (split: 'train' | 'test'): SplitManifest => {
    const images = shuffleImages(source[split], ORDER_SEEDS[split]);
    const shards: ShardManifest[] = [];
    for (let start = 0; start < images.count; start += source.shardSize) {
      const end = Math.min(start + source.shardSize, images.count);
      const bytes = packShard(source, images, start, end);
      const file = `${split}-${String(shards.length).padStart(2, '0')}.bin`;
      files.set(file, bytes);
      shards.push({
        file,
        count: end - start,
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        ...(source.filter ? { filter: source.filter } : {}),
      });
    }
    return {
      count: images.count,
      countPerClass: countPerClass(images.labels, source.classes.length),
      shards,
    };
  };
  const manifest: DatasetManifest = {
    version: 1,
    name: source.name,
    title: source.title,
    imageShape: source.imageShape,
    classes: source.classes,
    source: `${source.source} Each split is shuffled with a fixed seed, so that any prefix is a fair sample.`,
    licence: source.licence,
    splits: { train: packSplit('train'), test: packSplit('test') },
  };
  return { manifest, files };
}
