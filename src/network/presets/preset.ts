import type { NetworkSpec, Shape } from '../spec.ts';

/** A network that a recipe can name. */
export interface Preset {
  readonly id: string;
  /** The paper the network comes from. */
  readonly paper: { readonly title: string; readonly url: string; readonly year: number };
  /** Names of the data sets it makes sense for. */
  readonly datasets: readonly ('mnist' | 'fashion-mnist' | 'cifar-10')[];
  /** The network for images `[height, width, channels]` (28×28×1 where absent) and a number of classes (10). */
  build(imageShape?: Shape, classes?: number): NetworkSpec;
}
