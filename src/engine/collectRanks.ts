import { throwIfAborted } from '../base/errors.ts';
import { importRank } from '../base/importRank.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { Shape } from '../network/spec.ts';
import type { RunOptions } from './engine.ts';

/** Adds the ranks of maps `[n, h, w, channels]`, or of units `[n, units]`, to the sums `[channels]`. */
export type RankCollector = (sums: Float64Array, values: Float32Array, shape: Shape) => Promise<void>;

/**
 * Loads what adds up ranks of feature maps; a unit of a vector, a map of one value, has rank 1 where it is not 0.
 *
 * Hears a cancel between two images, because one can take tens of milliseconds.
 */
export async function createRankCollector({ signal }: RunOptions): Promise<RankCollector> {
  const computeRank = await importRank();
  return async (sums, values, shape) => {
    const channels = sums.length;
    const [height, width] = shape.length === 3 ? [shape[0]!, shape[1]!] : [1, 1];
    const map = new Float64Array(height * width);
    for (let start = 0; start < values.length; start += map.length * channels) {
      for (let channel = 0; channel < channels; channel++) {
        for (let at = 0; at < map.length; at++) map[at] = values[start + at * channels + channel]!;
        sums[channel] = sums[channel]! + computeRank(map, height, width);
      }
      await yieldToEvents();
      throwIfAborted(signal);
    }
  };
}
