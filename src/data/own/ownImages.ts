import type { LeftOut, OwnForm } from './ownData.ts';

/** Somebody's images, read and brought to size, not yet packed. */
export interface OwnImages {
  readonly title: string;
  readonly classes: readonly string[];
  /** `[count]`, places in `classes`. */
  readonly labels: Uint8Array;
  /** `[count]`, 1 for a test image; null where the images are not divided yet. */
  readonly isTest: Uint8Array | null;
  /** For each form that they can have `[count, height, width, channels]`, 0…255; grey ones are not made coloured. */
  readonly pixels: Readonly<Partial<Record<OwnForm, Uint8Array>>>;
  readonly leftOut: readonly LeftOut[];
}
