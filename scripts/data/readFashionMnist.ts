import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fetchDebianPackage } from './fetchPackage.ts';
import { toImageBatch } from './parseIdx.ts';
import type { SourceDataset } from './sourceDataset.ts';

/** Reads all of Fashion-MNIST from the Debian package `dataset-fashion-mnist`. */
export function readFashionMnist(archive?: string): SourceDataset {
  const folder = join(
    fetchDebianPackage('dataset-fashion-mnist', archive),
    'usr/share/datasets/fashion-mnist',
  );
  const unpack = (file: string) => gunzipSync(readFileSync(join(folder, file)));
  const read = (prefix: string) =>
    toImageBatch(unpack(`${prefix}-images-idx3-ubyte.gz`), unpack(`${prefix}-labels-idx1-ubyte.gz`));
  return {
    name: 'fashion-mnist',
    title: 'Fashion-MNIST',
    imageShape: [28, 28, 1],
    classes: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
    source:
      'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST, a novel image dataset for benchmarking machine learning ' +
      'algorithms, arXiv:1708.07747, 2017; the four IDX files as in the Debian package dataset-fashion-mnist. All images.',
    licence: 'MIT (Copyright 2017 Zalando SE)',
    shardSize: 2500,
    train: read('train'),
    test: read('t10k'),
  };
}
