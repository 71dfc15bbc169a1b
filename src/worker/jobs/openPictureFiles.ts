import { AppError } from '../../base/errors.ts';
import { listPictures } from '../../data/own/listPictures.ts';
import { type LeftOut, type LeftOutReason, OWN_LIMITS, type OwnForm } from '../../data/own/ownData.ts';
import type { Raster } from '../../data/resample.ts';
import type { DecodePicture } from './decodePicture.ts';
import type { ImageFile } from './listImageFiles.ts';

/** An image that is decoded when it is asked for. */
export interface OpenedImage {
  readonly path: string;
  /** Of its class. */
  readonly name: string;
  readonly split: 'train' | 'test' | null;
  /** Its pixels, or why it has to be left out. */
  open(): Promise<Raster | LeftOutReason>;
}

/** The images in files, not decoded yet. */
export interface OpenedImages {
  readonly title: string;
  readonly images: readonly OpenedImage[];
  readonly forms: readonly OwnForm[];
  readonly leftOut: readonly LeftOut[];
}

/** Pictures of classes by the folders they lie in; throws as listPictures does. */
export function openPictureFiles(files: readonly ImageFile[], decode: DecodePicture): OpenedImages {
  const { classes, pictures, leftOut, title } = listPictures(files.map(({ path }) => path));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const open = async ({ size, read }: ImageFile): Promise<Raster | LeftOutReason> => {
    if (size > OWN_LIMITS.pictureBytes) return 'too-large';
    try {
      return await decode(await read());
    } catch (thrown) {
      // Of a zip one entry may be damaged; what no browser can help is told.
      if (thrown instanceof AppError && thrown.details.refusal !== 'damaged-zip') throw thrown;
      return 'damaged';
    }
  };
  return {
    title,
    images: pictures.map(({ path, label, split }) => ({
      path,
      split,
      name: classes[label]!,
      open: () => open(byPath.get(path)!),
    })),
    forms: ['grey', 'colour'],
    leftOut,
  };
}
