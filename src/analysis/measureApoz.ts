import type { ImageSplit } from '../data/dataset.ts';
import type { Engine, Model, RunOptions } from '../engine/engine.ts';
import { findActivationAfter } from '../network/findActivationAfter.ts';
import { listWeights } from '../network/listWeights.ts';
import { isWeightedNode, type NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { GRANULARITIES } from '../pruning/granularities.ts';
import type { LayerApoz } from './apoz.ts';
import { computeApoz } from './computeApoz.ts';

/** For each layer that can lose channels which ones it still has. */
function readKeptChannels(spec: NetworkSpec, masks: Masks): ReadonlyMap<string, Uint8Array> {
  // The granularity asks for shapes alone.
  const shapes: Weights = Object.fromEntries(
    listWeights(spec).map(({ name, shape }) => [name, { shape, values: new Float32Array(0) }]),
  );
  return new Map(
    GRANULARITIES.filter.listLayers(spec).map((layer) => [layer.layer, layer.readKept(shapes, masks)]),
  );
}

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
  const layers = spec.nodes.filter(isWeightedNode).flatMap(({ name }) => {
    const activation = findActivationAfter(spec, name);
    return activation ? [{ layer: name, node: activation.name }] : [];
  });
  const nodes = layers.map(({ node }) => node);
  const count = Math.min(images, split.count);
  const zeroCounts = await engine.countZeros(model, split, count, nodes, run);
  const kept = readKeptChannels(spec, masks);
  return layers.map(({ layer }, index) => {
    const zeroCount = zeroCounts[index]!;
    const all = new Uint8Array(zeroCount.zeros.length).fill(1);
    return computeApoz(layer, count, zeroCount, kept.get(layer) ?? all);
  });
}
