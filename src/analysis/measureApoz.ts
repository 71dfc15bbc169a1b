import type { ImageSplit } from '../data/dataset.ts';
import type { Engine, Model, RunOptions } from '../engine/engine.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks } from '../network/weights.ts';
import { listWatchedActivations } from './activations/listWatchedActivations.ts';
import { readKeptChannels } from './activations/readKeptChannels.ts';
import type { LayerApoz } from './apoz.ts';
import { computeApoz } from './computeApoz.ts';

/**
 * Measures the APoZ of every layer that an activation follows, in the order of the network, over the first `images`
 * images of a split in evaluation mode.
 */
export async function measureApoz(
  engine: Engine,
  model: Model,
  spec: NetworkSpec,
  masks: Masks,
  split: ImageSplit,
  images: number,
  run: RunOptions = {},
): Promise<readonly LayerApoz[]> {
  const layers = listWatchedActivations(spec);
  const nodes = layers.map(({ node }) => node);
  const count = Math.min(images, split.count);
  const zeroCounts = await engine.countZeros(model, split, count, nodes, run);
  const kept = readKeptChannels(spec, masks);
  return layers.map(({ layer, offset, channels }, index) => {
    const { node, observed, zeros: all } = zeroCounts[index]!;
    const zeros = all.subarray(offset, offset + channels);
    return computeApoz(
      layer,
      count,
      { node, observed, zeros },
      kept.get(layer) ?? new Uint8Array(channels).fill(1),
    );
  });
}
