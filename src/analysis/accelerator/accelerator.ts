import type { PeCountRow } from './sweepPeCount.ts';
import type { QueueDepthRow } from './sweepQueueDepth.ts';
import type { Timeline } from './timeline.ts';

/** Clock of the published design in MHz (Han et al. 2016). */
export const EIE_CLOCK_MHZ = 800;

/** PEs of the published design (Han et al. 2016). */
export const EIE_PE_COUNT = 64;

/** Operations a second in units of 10⁹ if every PE does a multiply and an add each cycle: 102.4 for the published 64. */
export function computePeakGops(peCount: number): number {
  return (peCount * 2 * EIE_CLOCK_MHZ) / 1000;
}

export interface AcceleratorOptions {
  readonly peCount: number;
  /** Activations that fit in a PE's queue. */
  readonly queueDepth: number;
  /** Test images whose activations are run, from the first on; fewer where the split has fewer. */
  readonly images: number;
}

/**
 * The published queue depth, and 16 PEs instead of 64: on the small layers here 64 PEs have only a few rows each, and most
 * of them nothing to do.
 */
export const DEFAULT_ACCELERATOR_OPTIONS: AcceleratorOptions = { peCount: 16, queueDepth: 8, images: 16 };

/** One dense layer on the accelerator. Shares and speed-ups are of sums over the images, so that they fit the mean cycles. */
export interface LayerAcceleration {
  readonly layer: string;
  /** Outputs. */
  readonly rows: number;
  /** Inputs. */
  readonly columns: number;
  /** Share of the weights that are not 0 with masks applied, 0…1. */
  readonly weightDensity: number;
  /** Share of the input activations that are not 0, 0…1. */
  readonly activationDensity: number;
  /** `[images]`: simulated cycles of each. */
  readonly imageCycles: readonly number[];
  /** Mean over the images. */
  readonly cycles: number;
  /** Mean over the images of entries worked through, padding among them, over PEs. */
  readonly theoreticalCycles: number;
  /** 1 − bubble cycles / total, 0…1; 1 where there are no cycles. */
  readonly loadBalance: number;
  /** Share of the cycles in which the broadcast waits for a full queue, 0…1. */
  readonly stallShare: number;
  /** Share of the entries worked through that are padding, 0…1. */
  readonly paddingShare: number;
  /** Rows × columns / PEs over cycles; null where there are no cycles. */
  readonly speedUpDense: number | null;
  /** Cycles with zeros broadcast too over cycles; null where there are no cycles. */
  readonly speedUpWeightsOnly: number | null;
  /** Derived, not measured: `cycles` at the published 800 MHz. */
  readonly derivedMicroseconds: number;
  /** Bits of the encoded weights over all PEs: 4-bit values and indices, 16-bit pointers, no table, no biases. */
  readonly encodedBits: number;
  /** Of the first image. */
  readonly timeline: Timeline;
  /** Depths 1, 2, 4, …, 32; means over the images, shares of sums. */
  readonly queueDepths: readonly QueueDepthRow[];
  /** 1, 2, 4, …, 64 PEs at the report's queue depth; for the first image alone. */
  readonly peCounts: readonly PeCountRow[];
}

/** A network's dense layers on a simulated accelerator like EIE (Han et al. 2016), which runs fully connected layers only. */
export interface AcceleratorReport {
  readonly peCount: number;
  readonly queueDepth: number;
  /** Images whose activations were run. */
  readonly images: number;
  /** Ideal of so many PEs at 800 MHz in 10⁹ operations a second, two for each multiply-accumulate. */
  readonly peakGops: number;
  /** Dense layers in the order of the network. */
  readonly layers: readonly LayerAcceleration[];
  /** Layers left out because they are convolutions. */
  readonly leftOut: readonly string[];
}
