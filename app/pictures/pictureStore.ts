import { createStore } from 'zustand';
import { type DatasetManifest, fitPicture, isOwnDataset, type Rgba, toRgb } from '../../src/index.ts';
import { centreInk, FASHION_RULE, type Ink, MNIST_RULE } from './centreInk.ts';
import { readInk, readPhoto } from './readPicture.ts';

/** A line drawn without lifting the hand: x, y, x, y, … as shares of the pad's side. */
export type Stroke = readonly number[];

/** A picture of the person's own, made ready for the networks of one data set. */
export interface OwnPicture {
  readonly dataset: string;
  /** `shape`, 0…255. */
  readonly pixels: Uint8Array;
  readonly shape: readonly [number, number, number];
  readonly origin: 'drawn' | 'file';
  /** Counts up, so that a picture can be told from the one before without comparing pixels. */
  readonly revision: number;
}

type Target = Pick<DatasetManifest, 'name' | 'imageShape'>;

interface PictureState {
  readonly picture: OwnPicture | null;
  readonly strokes: readonly Stroke[];
  /** Takes what is drawn, with its ink as it stands on the pad. */
  readonly draw: (target: Target, strokes: readonly Stroke[], ink: Ink) => void;
  /** Takes a picture from a file; false, and nothing changed, where nothing stands out in it. */
  readonly read: (target: Target, file: Rgba) => boolean;
  readonly clear: () => void;
}

/** True for data sets whose pictures are photographs and not ink on empty ground. */
export function isPhotographic({ imageShape }: Target): boolean {
  return imageShape[2] === 3;
}

function fitInk({ name }: Target, ink: Ink): Uint8Array | undefined {
  return centreInk(ink, name === 'fashion-mnist' ? FASHION_RULE : MNIST_RULE);
}

/** A picture file as the images of the data set were made. */
function readFile(target: Target, file: Rgba): Uint8Array | undefined {
  // Somebody's own images were taken as they are, grey ones too.
  if (isOwnDataset(target.name)) return fitPicture(toRgb(file), target.imageShape);
  return isPhotographic(target) ? readPhoto(file, target.imageShape[0]) : fitInk(target, readInk(file));
}

/** Creates what holds the person's picture while views come and go. */
export function createPictureStore() {
  return createStore<PictureState>()((set, get) => {
    const toPicture = (
      { name, imageShape }: Target,
      pixels: Uint8Array | undefined,
      origin: OwnPicture['origin'],
    ): OwnPicture | null =>
      pixels
        ? {
            dataset: name,
            pixels,
            shape: imageShape,
            origin,
            revision: (get().picture?.revision ?? 0) + 1,
          }
        : null;
    return {
      picture: null,
      strokes: [],
      draw: (target, strokes, ink) =>
        set({ strokes, picture: toPicture(target, fitInk(target, ink), 'drawn') }),
      read(target, file) {
        const pixels = readFile(target, file);
        const picture = toPicture(target, pixels, 'file');
        if (picture) set({ picture, strokes: [] });
        return picture !== null;
      },
      clear: () => set({ picture: null, strokes: [] }),
    };
  });
}

export const pictureStore = createPictureStore();
