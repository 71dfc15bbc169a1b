/** What somebody's own images become: grey as MNIST's, or coloured as CIFAR-10's. */
export const OWN_FORMS = {
  grey: [28, 28, 1],
  colour: [32, 32, 3],
} as const satisfies Readonly<Record<string, readonly [number, number, number]>>;
export type OwnForm = keyof typeof OWN_FORMS;

/** Bytes of an image of that form. */
export function sizeOfForm(form: OwnForm): number {
  const [height, width, channels] = OWN_FORMS[form];
  return height * width * channels;
}

/** The most that is taken in of somebody's own images. */
export const OWN_LIMITS = {
  images: 70_000,
  classes: 100,
  /** Letters of a class's name. */
  className: 24,
  /** Pixels of a picture's longer side. */
  side: 4096,
  /** Of one picture, of one IDX file unpacked, of one zip, and of all that is read. */
  pictureBytes: 20e6,
  idxBytes: 250e6,
  zipBytes: 1e9,
  allBytes: 1e9,
  /** Files in a folder or a zip, pictures or not. */
  entries: 100_000,
} as const;

/** Shares of test images that can be chosen where no test folder is given. */
export const TEST_SHARES = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5] as const;
export const DEFAULT_TEST_SHARE = 0.2;

/** Why files hold no images that can be taken in. In the error's details as `refusal`. */
export type ImagesRefusal =
  | 'no-images'
  | 'no-classes'
  | 'one-class'
  | 'too-many-classes'
  | 'too-many-images'
  | 'too-many-files'
  | 'too-large'
  | 'damaged-zip'
  | 'damaged-idx'
  | 'unpaired-idx'
  | 'several-idx'
  | 'no-canvas'
  | 'forgotten';

/** Why some of the files are left out. */
export type LeftOutReason =
  | 'not-a-picture'
  | 'no-class'
  | 'validation'
  | 'class-without-training'
  | 'too-few'
  | 'too-large'
  | 'too-many-pixels'
  | 'damaged';

/** Files that are left out, with one of them as an example. */
export interface LeftOut {
  readonly reason: LeftOutReason;
  readonly count: number;
  readonly example: string;
}
