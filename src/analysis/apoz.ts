/** Average percentage of zeros of one layer (Hu et al. 2016), as shares 0…1. */
export interface LayerApoz {
  readonly layer: string;
  /** The node whose outputs were counted: the activation that follows the layer. */
  readonly node: string;
  readonly images: number;
  /** `[channels]`, by channel of the layer; channels already pruned are in here too, at 1. */
  readonly apoz: readonly number[];
  /** Over the kept channels. */
  readonly mean: number;
  /** Population standard deviation over the kept channels. */
  readonly standardDeviation: number;
}
