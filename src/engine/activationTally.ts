import { AppError } from '../base/errors.ts';
import type { ObservedActivation, Waker } from './observedActivation.ts';

/** What is read of each image and channel, in the order in which a tally takes it. */
export const IMAGE_FIGURES = [
  'zeros',
  'positives',
  'positiveSum',
  'mean',
  'variance',
  'minimum',
  'maximum',
] as const;

/** Puts an image among those with the highest activations, at most `most` of them, highest first. */
function rankWaker(wakers: Waker[], waker: Waker, most: number): void {
  let at = wakers.length;
  while (at > 0 && wakers[at - 1]!.activation < waker.activation) at--;
  if (at >= most) return;
  wakers.splice(at, 0, waker);
  if (wakers.length > most) wakers.pop();
}

/** Adds up what one node puts out, image by image; in double precision. */
export class ActivationTally {
  private images = 0;
  private readonly node: string;
  private readonly positions: number;
  private readonly mostWakers: number;
  private readonly sums: Record<'zeros' | 'positives' | 'positiveSums' | 'awakeImages', Float64Array>;
  private readonly mean: Float64Array;
  /** Sum over images of the squared deviations of their means, and of the variances within them. */
  private readonly spread: Float64Array;
  private readonly minimum: Float64Array;
  private readonly maximum: Float64Array;
  private readonly wakers: Waker[][];

  constructor(node: string, positions: number, channels: number, mostWakers: number) {
    const create = () => new Float64Array(channels);
    this.node = node;
    this.positions = positions;
    this.mostWakers = mostWakers;
    this.sums = { zeros: create(), positives: create(), positiveSums: create(), awakeImages: create() };
    this.mean = create();
    this.spread = create();
    this.minimum = create().fill(Number.POSITIVE_INFINITY);
    this.maximum = create().fill(Number.NEGATIVE_INFINITY);
    this.wakers = Array.from({ length: channels }, () => []);
  }

  /**
   * Adds images `start`, `start + 1`, … of the split; `figures` is `[IMAGE_FIGURES.length, labels.length, channels]`.
   *
   * Throws `not-a-number` where an output is none.
   */
  add(start: number, labels: Uint8Array, figures: Float32Array): void {
    const channels = this.mean.length;
    const size = labels.length * channels;
    const columns = Object.fromEntries(
      IMAGE_FIGURES.map((figure, index) => [figure, figures.subarray(index * size, (index + 1) * size)]),
    ) as Record<(typeof IMAGE_FIGURES)[number], Float32Array>;
    const { sums, minimum, maximum, wakers } = this;
    for (let at = 0; at < size; at++) {
      const channel = at % channels;
      if (channel === 0) this.images++;
      sums.zeros[channel]! += columns.zeros[at]!;
      sums.positives[channel]! += columns.positives[at]!;
      sums.positiveSums[channel]! += columns.positiveSum[at]!;
      this.addMoments(channel, columns.mean[at]!, columns.variance[at]!);
      minimum[channel] = Math.min(minimum[channel]!, columns.minimum[at]!);
      maximum[channel] = Math.max(maximum[channel]!, columns.maximum[at]!);
      const activation = columns.maximum[at]!;
      if (!(activation > 0)) continue;
      sums.awakeImages[channel]!++;
      const index = Math.floor(at / channels);
      const waker = { image: start + index, label: labels[index]!, activation };
      rankWaker(wakers[channel]!, waker, this.mostWakers);
    }
  }

  /** Running moments (Welford 1962), so that equal outputs have no spread at all. */
  private addMoments(channel: number, imageMean: number, imageVariance: number): void {
    const { node, images, mean, spread } = this;
    if (!Number.isFinite(imageMean)) {
      throw new AppError('not-a-number', `${node} puts out values that are no finite numbers`, { node });
    }
    const step = imageMean - mean[channel]!;
    mean[channel]! += step / images;
    spread[channel]! += step * (imageMean - mean[channel]!) + imageVariance;
  }

  toObservation(): ObservedActivation {
    const { node, images, positions, sums, mean, spread, minimum, maximum, wakers } = this;
    const standardDeviation = spread.map((sum) => Math.sqrt(sum / images));
    return { node, images, positions, ...sums, mean, standardDeviation, minimum, maximum, wakers };
  }
}
