import type { Waker } from '../../engine/observedActivation.ts';
import type { NodeSpec } from '../../network/spec.ts';
import type { ActivationMacs } from './computeActivationMacs.ts';

/** Share of an activation's largest magnitude up to which an output counts as nearly zero. */
export const NEAR_ZERO = 0.01;

/** Equal bins, 0…1, of a distribution of APoZ. */
export const APOZ_BINS = 20;

/** What one channel of a map, or one unit of a vector, puts out behind its activation; an output is one value at one position. */
export interface ChannelActivity {
  /** Index among the layer's channels. */
  readonly channel: number;
  /** False where it is pruned: its APoZ is then 1 whatever it puts out, and the rest is what it puts out. */
  readonly kept: boolean;
  /** Share of outputs that are exactly 0, over images and positions, 0…1 (Hu et al. 2016, eq. 1). */
  readonly apoz: number;
  /** The same of what the max pool puts out that follows; absent where none does. */
  readonly apozAfterPool?: number;
  /** Share of outputs with magnitude at most NEAR_ZERO times the activation's `largest`, 0…1. */
  readonly nearZeroShare: number;
  /** Mean over all outputs. */
  readonly mean: number;
  /** Population standard deviation over all outputs. */
  readonly standardDeviation: number;
  /** The largest output. */
  readonly maximum: number;
  /** Mean over the outputs above 0; 0 where there is none. */
  readonly awakeMean: number;
  /** Images for which some output is above 0. */
  readonly awakeImages: number;
  /** `awakeImages` over all images, 0…1. */
  readonly awakeShare: number;
  /** The images that wake it most, highest first; of equal ones the earlier. */
  readonly wakers: readonly Waker[];
}

/** What one layer puts out behind its activation. Shares are 0…1. */
export interface LayerActivity {
  readonly layer: string;
  /** The activation. */
  readonly node: string;
  readonly kind: NodeSpec['kind'];
  /** The max pool that reads the activation; absent where none does. */
  readonly pool?: string;
  /** Positions of a channel's map; 1 of a vector's unit. */
  readonly positions: number;
  /** Mean APoZ of the kept channels. */
  readonly mean: number;
  /** Population standard deviation of the APoZ of the kept channels. */
  readonly standardDeviation: number;
  /** `[APOZ_BINS]`: kept channels by APoZ. A bin holds its lower edge; the last one 1 too. */
  readonly bins: readonly number[];
  /** Share of outputs that are not 0, over all channels, pruned ones as they are. */
  readonly density: number;
  /** The same of what the max pool puts out; absent where none follows. */
  readonly densityAfterPool?: number;
  /** Mean `nearZeroShare` of the kept channels. */
  readonly nearZeroShare: number;
  /** Largest magnitude of an output of the activation, over all its channels. */
  readonly largest: number;
  /** Kept channels that no image wakes. */
  readonly asleep: number;
  readonly channels: readonly ChannelActivity[];
}

/** How sparse a network's activations are, over some images in evaluation mode. */
export interface ActivationReport {
  readonly images: number;
  /** Layers with an activation behind them, in the order of the network. */
  readonly layers: readonly LayerActivity[];
  /** What is left to compute where neither weight nor activation is 0; of every layer. */
  readonly macs: ActivationMacs;
}
