import { computeMean } from '../../base/stats.ts';
import type { ZeroCount } from '../../engine/engine.ts';
import type { ObservedActivation } from '../../engine/observedActivation.ts';
import { computeApoz } from '../computeApoz.ts';
import { APOZ_BINS, type ChannelActivity, type LayerActivity } from './activationReport.ts';
import type { WatchedActivation } from './listWatchedActivations.ts';

/** What was measured of one layer; counts are by channel of the node, among which the layer's own stand at its offset. */
export interface LayerMeasurement {
  readonly watched: WatchedActivation;
  readonly observed: ObservedActivation;
  /** Outputs of the activation with magnitude at most the limit of near zeros. */
  readonly nearZeros: ZeroCount;
  /** Zeros behind the max pool that follows. */
  readonly pooled: ZeroCount | undefined;
  /** `[channels]` of the layer, 1 keep. */
  readonly kept: Uint8Array;
}

/** Kept channels in equal bins by their zeros; from whole numbers, so that a share on an edge is in the upper bin. */
function countBins(zeros: readonly number[], outputs: number): readonly number[] {
  const bins = new Array<number>(APOZ_BINS).fill(0);
  for (const count of zeros) {
    const bin = Math.min(APOZ_BINS - 1, Math.floor((count * APOZ_BINS) / outputs));
    bins[bin] = bins[bin]! + 1;
  }
  return bins;
}

/** Largest magnitude of what an activation puts out. */
export function findLargest({ minimum, maximum }: ObservedActivation): number {
  return maximum.reduce((largest, value, at) => Math.max(largest, value, -minimum[at]!), 0);
}

function describeChannels({ watched, observed, nearZeros, pooled, kept }: LayerMeasurement) {
  const { images, positions } = observed;
  return Array.from({ length: watched.channels }, (_, channel): ChannelActivity => {
    const at = watched.offset + channel;
    const isKept = kept[channel] === 1;
    const share = ({ zeros, observed: outputs }: ZeroCount) => (isKept ? zeros[at]! / outputs : 1);
    const positives = observed.positives[at]!;
    return {
      channel,
      kept: isKept,
      apoz: isKept ? observed.zeros[at]! / (images * positions) : 1,
      ...(pooled ? { apozAfterPool: share(pooled) } : {}),
      nearZeroShare: nearZeros.zeros[at]! / nearZeros.observed,
      mean: observed.mean[at]!,
      standardDeviation: observed.standardDeviation[at]!,
      maximum: observed.maximum[at]!,
      awakeMean: positives === 0 ? 0 : observed.positiveSums[at]! / positives,
      awakeImages: observed.awakeImages[at]!,
      awakeShare: observed.awakeImages[at]! / images,
      wakers: observed.wakers[at]!,
    };
  });
}

/** Sums up what was measured of one layer. */
export function computeLayerActivity(measurement: LayerMeasurement): LayerActivity {
  const { watched, observed, pooled, kept } = measurement;
  const { layer, node, kind, pool, offset } = watched;
  const outputs = observed.images * observed.positions;
  const own = <T extends Float64Array>(values: T) => values.slice(offset, offset + watched.channels);
  const zeros = own(observed.zeros);
  const { mean, standardDeviation } = computeApoz(
    layer,
    observed.images,
    { node, zeros, observed: outputs },
    kept,
  );
  const channels = describeChannels(measurement);
  const ofKept = channels.filter((channel) => channel.kept);
  return {
    layer,
    node,
    kind,
    ...(pool === undefined ? {} : { pool }),
    positions: observed.positions,
    mean,
    standardDeviation,
    bins: countBins(
      ofKept.map(({ channel }) => zeros[channel]!),
      outputs,
    ),
    density: 1 - computeMean(zeros) / outputs,
    ...(pooled ? { densityAfterPool: 1 - computeMean(own(pooled.zeros)) / pooled.observed } : {}),
    nearZeroShare: computeMean(ofKept.map(({ nearZeroShare }) => nearZeroShare)),
    largest: findLargest(observed),
    asleep: ofKept.filter(({ awakeImages }) => awakeImages === 0).length,
    channels,
  };
}
