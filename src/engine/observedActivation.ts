/** An image that wakes a channel: it makes some of the channel's outputs larger than 0. */
export interface Waker {
  /** Its index in the split. */
  readonly image: number;
  /** Its true class. */
  readonly label: number;
  /** The largest output of the channel for it, over all positions; above 0. */
  readonly activation: number;
}

/**
 * What one node put out for some images, for each of its channels; an output is one value, of one image at one
 * position.
 */
export interface ObservedActivation {
  readonly node: string;
  readonly images: number;
  /** Positions of a channel's map; 1 of a vector's unit. */
  readonly positions: number;
  /** `[channels]`: how many outputs are exactly 0. */
  readonly zeros: Float64Array;
  /** `[channels]`: how many outputs are above 0. */
  readonly positives: Float64Array;
  /** `[channels]`: sum of the outputs above 0. */
  readonly positiveSums: Float64Array;
  /** `[channels]`: mean over all outputs. */
  readonly mean: Float64Array;
  /** `[channels]`: population standard deviation over all outputs. */
  readonly standardDeviation: Float64Array;
  /** `[channels]`: the smallest output. */
  readonly minimum: Float64Array;
  /** `[channels]`: the largest output. */
  readonly maximum: Float64Array;
  /** `[channels]`: how many images wake the channel. */
  readonly awakeImages: Float64Array;
  /** `[channels]`: the images with the highest activations, highest first; of equal ones the earlier. */
  readonly wakers: readonly (readonly Waker[])[];
}

export interface ObserveOptions {
  /** Most images to name of each channel; 0 for none. */
  readonly wakers: number;
}
