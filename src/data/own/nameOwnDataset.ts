import { AppError } from '../../base/errors.ts';
import { computeSha256 } from '../computeSha256.ts';
import { type DatasetManifest, OWN_DATASET, type OwnDatasetName, type SplitName } from '../dataset.ts';
import { decodeShard, verifyShard } from '../decodeShard.ts';
import { manifestSchema } from '../manifestSchema.ts';

/** A shard before gzip. */
export interface RawShard {
  readonly count: number;
  /** Of labels and pixels, lower-case hex. */
  readonly sha256: string;
}

/** All that tells one set of images from another. */
export interface OwnDatasetContent extends Readonly<Record<SplitName, readonly RawShard[]>> {
  readonly imageShape: readonly [number, number, number];
  readonly classes: readonly string[];
}

/** `own:` and the SHA-256 of what the images are: shape, classes, and the bytes of both splits before gzip. */
export async function nameOwnDataset({
  imageShape,
  classes,
  train,
  test,
}: OwnDatasetContent): Promise<OwnDatasetName> {
  const list = (shards: readonly RawShard[]) => shards.map(({ count, sha256 }) => [count, sha256]);
  const text = JSON.stringify([imageShape, classes, list(train), list(test)]);
  return `${OWN_DATASET}${await computeSha256(new TextEncoder().encode(text))}`;
}

/**
 * The manifest of somebody's packed images, once all its shards are what it says and its name is that of what they hold.
 *
 * Throws `dataset-damaged`, or `dataset-missing` where a file is not among them.
 */
export async function verifyOwnDataset(
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
): Promise<DatasetManifest> {
  const fileOf = (name: string) => {
    const bytes = files.get(name);
    if (!bytes) throw new AppError('dataset-missing', `${name} is not among the images`, { file: name });
    return bytes;
  };
  const damaged = (reason: string) => new AppError('dataset-damaged', `own images: ${reason}`, { reason });
  const parsed = manifestSchema.safeParse(readJson(fileOf('manifest.json')));
  if (!parsed.success) throw damaged('their manifest.json is not valid');
  const manifest = parsed.data;
  const shardsOf = async (split: SplitName) => {
    const found: RawShard[] = [];
    for (const shard of manifest.splits[split].shards) {
      const bytes = fileOf(shard.file);
      await verifyShard(bytes, shard);
      const { count, labels, pixels } = await decodeShard(bytes, shard, manifest);
      const body = new Uint8Array(labels.length + pixels.length);
      body.set(labels);
      body.set(pixels, labels.length);
      found.push({ count, sha256: await computeSha256(body) });
    }
    return found;
  };
  const { imageShape, classes } = manifest;
  const train = await shardsOf('train');
  const name = await nameOwnDataset({ imageShape, classes, train, test: await shardsOf('test') });
  if (name !== manifest.name) throw damaged(`${name} is in them (expected ${manifest.name})`);
  return manifest;
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
