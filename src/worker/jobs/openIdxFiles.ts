import { gunzip } from '../../data/own/gzip.ts';
import { keepUsable } from '../../data/own/keepUsable.ts';
import { OWN_LIMITS } from '../../data/own/ownData.ts';
import { checkIdxPair, type IdxPair, isIdxName, pairIdx } from '../../data/own/pairIdx.ts';
import { parseIdx } from '../../data/own/parseIdx.ts';
import { checkCounts, createLeftOutList, refuseImages } from '../../data/own/refuseImages.ts';
import type { ImageFile } from './listImageFiles.ts';
import type { OpenedImage, OpenedImages } from './openPictureFiles.ts';

/** The bytes of an IDX file, unpacked where it is gzip; never more than OWN_LIMITS has. */
async function readIdxBytes({ path, size, read }: ImageFile): Promise<Uint8Array> {
  const { idxBytes } = OWN_LIMITS;
  const tooLarge = () => refuseImages('too-large', `${path}: more than ${idxBytes} bytes`);
  if (size > idxBytes) throw tooLarge();
  const bytes = await read();
  if (!/\.gz$/i.test(path)) return bytes;
  return gunzip(new Blob([bytes]), idxBytes).catch((thrown: unknown) => {
    throw thrown instanceof RangeError
      ? tooLarge()
      : refuseImages('damaged-idx', `${path}: no gzip, or a damaged one`, thrown);
  });
}

/** Images and labels of IDX files, training and test images told apart by their names; classes are named by their labels. */
export async function openIdxFiles(files: readonly ImageFile[]): Promise<OpenedImages> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const leftOut = createLeftOutList();
  for (const { path } of files) if (!isIdxName(path)) leftOut.add('not-a-picture', path);
  const { train, test } = pairIdx(files.map(({ path }) => path).filter(isIdxName));
  const parse = async (path: string) => parseIdx(path, await readIdxBytes(byPath.get(path)!));
  const openPair = async (pair: IdxPair, split: OpenedImage['split']) => {
    const images = await parse(pair.images);
    const labels = await parse(pair.labels);
    checkIdxPair({ images, labels }, pair.images);
    const [, height = 1, width = 1, channels = 1] = images.shape;
    const size = height * width * channels;
    const opened = Array.from(labels.values, (label, at): OpenedImage => {
      const values = images.values.subarray(at * size, (at + 1) * size);
      return {
        path: `${pair.images} ${at}`,
        name: String(label),
        split,
        open: async () => ({ width, height, channels, values }),
      };
    });
    return { opened, channels };
  };
  const first = await openPair(train, test ? 'train' : null);
  const second = test ? await openPair(test, 'test') : { opened: [], channels: first.channels };
  if (second.channels !== first.channels) {
    throw refuseImages(
      'damaged-idx',
      `${test?.images}: ${second.channels} channels (expected ${first.channels}, as ${train.images})`,
    );
  }
  const images = [...first.opened, ...second.opened];
  const usable = keepUsable(images);
  checkCounts(usable.classes, images.length);
  return {
    title: '',
    images,
    forms: first.channels === 3 ? ['grey', 'colour'] : ['grey'],
    leftOut: leftOut.list(),
  };
}
