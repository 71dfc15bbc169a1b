import { throwIfAborted } from '../../base/errors.ts';
import { createProgressMeter, type Progress } from '../../base/progress.ts';
import { keepUsable } from '../../data/own/keepUsable.ts';
import { OWN_FORMS, type OwnForm, sizeOfForm } from '../../data/own/ownData.ts';
import type { OwnImages } from '../../data/own/ownImages.ts';
import { isIdxName } from '../../data/own/pairIdx.ts';
import { checkCounts, createLeftOutList } from '../../data/own/refuseImages.ts';
import { fitPicture } from '../../data/picture.ts';
import type { BroughtFile } from '../protocol.ts';
import { type DecodePicture, decodePicture } from './decodePicture.ts';
import { listImageFiles } from './listImageFiles.ts';
import { openIdxFiles } from './openIdxFiles.ts';
import { type OpenedImages, openPictureFiles } from './openPictureFiles.ts';

export interface ReadOwnImagesRun {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly decode?: DecodePicture;
}

/** Images between two looks at the signal and two words on the progress. */
const CHUNK = 64;

/** Brings all images to size; those that cannot be read are left out. */
async function convert(
  { title, images, forms, leftOut: before }: OpenedImages,
  { signal, onProgress }: ReadOwnImagesRun,
): Promise<OwnImages> {
  const leftOut = createLeftOutList(before);
  const room = new Map(forms.map((form) => [form, new Uint8Array(images.length * sizeOfForm(form))]));
  const measure = createProgressMeter(images.length);
  const read: { path: string; name: string; split: 'train' | 'test' | null; place: number }[] = [];
  for (const [index, { path, name, split, open }] of images.entries()) {
    if (index % CHUNK === 0) {
      throwIfAborted(signal);
      onProgress?.(measure(index));
    }
    const picture = await open();
    if (typeof picture === 'string') {
      leftOut.add(picture, path);
      continue;
    }
    for (const [form, pixels] of room)
      pixels.set(fitPicture(picture, OWN_FORMS[form]), read.length * sizeOfForm(form));
    read.push({ path, name, split, place: read.length });
  }
  const usable = keepUsable(read);
  for (const { path, split } of usable.dropped)
    leftOut.add(split === null ? 'too-few' : 'class-without-training', path);
  checkCounts(usable.classes, usable.images.length);
  const gather = (form: OwnForm, pixels: Uint8Array) => {
    const size = sizeOfForm(form);
    if (usable.images.length < images.length) {
      for (const [to, { place }] of usable.images.entries())
        pixels.copyWithin(to * size, place * size, (place + 1) * size);
    }
    return [form, pixels.subarray(0, usable.images.length * size)];
  };
  const divided = usable.images.some(({ split }) => split === 'test');
  return {
    title,
    classes: usable.classes,
    labels: Uint8Array.from(usable.images, ({ label }) => label),
    isTest: divided ? Uint8Array.from(usable.images, ({ split }) => Number(split === 'test')) : null,
    pixels: Object.fromEntries([...room].map(([form, pixels]) => gather(form, pixels))),
    leftOut: leftOut.list(),
  };
}

/**
 * Reads images of classes from files that belong together: IDX files where there are any, else pictures in folders.
 *
 * Throws `invalid-images` with the refusal in its details.
 */
export async function readOwnImages(
  brought: readonly BroughtFile[],
  run: ReadOwnImagesRun = {},
): Promise<OwnImages> {
  const { files, title } = await listImageFiles(brought);
  const opened = files.some(({ path }) => isIdxName(path))
    ? await openIdxFiles(files)
    : openPictureFiles(files, run.decode ?? decodePicture);
  return convert({ ...opened, title: title || opened.title }, run);
}
