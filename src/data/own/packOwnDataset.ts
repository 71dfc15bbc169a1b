import { AppError } from '../../base/errors.ts';
import { createRandom, shuffleInPlace } from '../../base/random.ts';
import { computeSha256 } from '../computeSha256.ts';
import type { DatasetManifest, OwnDatasetName, ShardManifest, SplitManifest, SplitName } from '../dataset.ts';
import { gzip } from './gzip.ts';
import { nameOwnDataset, type RawShard } from './nameOwnDataset.ts';
import { OWN_FORMS, type OwnForm, sizeOfForm } from './ownData.ts';
import type { OwnImages } from './ownImages.ts';
import { splitImages } from './splitImages.ts';

/** Seeds of the division and of the order in which the images of a split are stored. */
const SEEDS = { division: 1, train: 1, test: 2 } as const;
const SHARD_SIZE = 5000;

export interface PackChoice {
  readonly form: OwnForm;
  /** Share of test images, 0…1; without effect where the images are divided already. */
  readonly testShare: number;
}

/** A data set as it is kept: files by their names, `manifest.json` among them. */
export interface PackedOwnDataset {
  readonly manifest: DatasetManifest;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** Places of the images of both splits, each in an order that depends on the images alone, so that any prefix is a fair sample. */
function orderImages(
  { labels, isTest }: OwnImages,
  testShare: number,
): Readonly<Record<SplitName, Uint32Array>> {
  const places = Uint32Array.from(labels, (_, place) => place);
  const division = isTest
    ? { train: places.filter((place) => !isTest[place]), test: places.filter((place) => isTest[place]) }
    : splitImages(labels, testShare, SEEDS.division);
  shuffleInPlace(division.train, createRandom(SEEDS.train));
  shuffleInPlace(division.test, createRandom(SEEDS.test));
  return division;
}

/** The bytes of a split's shards before gzip: labels, then pixels. */
function* composeShards({ labels, pixels }: OwnImages, form: OwnForm, order: Uint32Array) {
  const imageSize = sizeOfForm(form);
  const source = pixels[form];
  if (!source) throw new AppError('unexpected', `the images have no form ${form}`);
  for (let start = 0; start < order.length; start += SHARD_SIZE) {
    const places = order.subarray(start, start + SHARD_SIZE);
    const body = new Uint8Array(places.length * (1 + imageSize));
    places.forEach((place, at) => {
      body[at] = labels[place]!;
      const from = source.subarray(place * imageSize, (place + 1) * imageSize);
      body.set(from, places.length + at * imageSize);
    });
    yield { count: places.length, body };
  }
}

/** What recipes call the images once they are packed so; packs nothing. */
export async function nameChoice(
  images: OwnImages,
  { form, testShare }: PackChoice,
): Promise<OwnDatasetName> {
  const order = orderImages(images, testShare);
  const shardsOf = async (split: SplitName): Promise<RawShard[]> => {
    const shards: RawShard[] = [];
    for (const { count, body } of composeShards(images, form, order[split]))
      shards.push({ count, sha256: await computeSha256(body) });
    return shards;
  };
  return nameOwnDataset({
    imageShape: OWN_FORMS[form],
    classes: images.classes,
    train: await shardsOf('train'),
    test: await shardsOf('test'),
  });
}

/**
 * Divides images, stratified and always alike, where nothing else divides them, shuffles each split, and packs both as the
 * page's own data sets are packed. The same images and choice give the same name.
 */
export async function packOwnDataset(images: OwnImages, choice: PackChoice): Promise<PackedOwnDataset> {
  const { form, testShare } = choice;
  const order = orderImages(images, testShare);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const packSplit = async (split: SplitName): Promise<SplitManifest> => {
    const shards: ShardManifest[] = [];
    const countPerClass = images.classes.map(() => 0);
    for (const { count, body } of composeShards(images, form, order[split])) {
      for (const label of body.subarray(0, count)) countPerClass[label]!++;
      const bytes = await gzip(body);
      const file = `${split}-${String(shards.length).padStart(2, '0')}.bin`;
      files.set(file, bytes);
      shards.push({ file, count, sizeBytes: bytes.length, sha256: await computeSha256(bytes) });
    }
    return { count: order[split].length, countPerClass, shards };
  };
  const manifest: DatasetManifest = {
    version: 1,
    name: await nameChoice(images, choice),
    title: images.title,
    imageShape: OWN_FORMS[form],
    classes: images.classes,
    source: '',
    licence: '',
    splits: { train: await packSplit('train'), test: await packSplit('test') },
  };
  files.set('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  return { manifest, files };
}
