import { OWN_LIMITS } from './ownData.ts';
import type { IdxFile } from './parseIdx.ts';
import { refuseImages } from './refuseImages.ts';

/** `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz` and the like; group 1 names the split, 2 says what is in it. */
const IDX = /^(?:(.*?)[-_.])?(images|labels)[-_.]idx[134][-_.]ubyte(\.gz)?$/i;
const isTest = (split: string) => /(^|[-_.])(t10k|test)$/i.test(split);

/** True for an IDX file by its name. */
export const isIdxName = (path: string) => IDX.test(path.replace(/^.*\//, ''));

/** The names of images and labels that belong together. */
export interface IdxPair {
  readonly images: string;
  readonly labels: string;
}

/**
 * Finds by their names the IDX files that belong together: one pair, or one of training and one of test images (`t10k`).
 *
 * Throws `invalid-images` where one of a pair is missing, or there are more.
 */
export function pairIdx(paths: readonly string[]): {
  readonly train: IdxPair;
  readonly test: IdxPair | null;
} {
  const found = new Map<string, { images?: string; labels?: string }>();
  for (const path of paths) {
    const [, split = '', content = ''] = IDX.exec(path.replace(/^.*\//, '')) ?? [];
    const key = split.toLowerCase();
    const pair = found.get(key) ?? {};
    const kind = content.toLowerCase() as keyof IdxPair;
    if (pair[kind] !== undefined)
      throw refuseImages('several-idx', `${pair[kind]} and ${path} (expected one)`);
    pair[kind] = path;
    found.set(key, pair);
  }
  const pairs = [...found].map(([split, { images, labels }]) => {
    if (images === undefined || labels === undefined) {
      const other = images === undefined ? 'images' : 'labels';
      throw refuseImages('unpaired-idx', `${images ?? labels}: its ${other} are not among the files`);
    }
    return { split, pair: { images, labels } };
  });
  const tests = pairs.filter(({ split }) => isTest(split));
  const trains = pairs.filter(({ split }) => !isTest(split));
  if (tests.length > 1 || trains.length > 1) {
    throw refuseImages(
      'several-idx',
      `${pairs.map(({ pair }) => pair.images).join(', ')} (expected one data set)`,
    );
  }
  // A lone test set is divided like any other.
  const [train, test] = trains[0] ? [trains[0], tests[0]] : [tests[0]!, undefined];
  return { train: train.pair, test: test?.pair ?? null };
}

/** Checks that images and labels are such, and as many; throws `invalid-images`. */
export function checkIdxPair(
  { images, labels }: Readonly<Record<keyof IdxPair, IdxFile>>,
  name: string,
): void {
  const damaged = (reason: string) => refuseImages('damaged-idx', `${name}: ${reason}`);
  const [count = 0, height = 0, width = 0, channels = 1] = images.shape;
  const { side } = OWN_LIMITS;
  const isImages =
    images.shape.length === 3 || (images.shape.length === 4 && (channels === 1 || channels === 3));
  if (!isImages)
    throw damaged(`images of shape ${images.shape.join('×')} (expected count×height×width, or ×3)`);
  if (height < 1 || width < 1 || height > side || width > side) {
    throw damaged(`images of ${height}×${width} (expected sides of 1 to ${side})`);
  }
  if (labels.shape.length !== 1)
    throw damaged(`labels of shape ${labels.shape.join('×')} (expected one axis)`);
  if (labels.values.length !== count) {
    throw damaged(`${count} images and ${labels.values.length} labels (expected as many)`);
  }
}
