import { digestFloats } from '../base/digestFloats.ts';
import type { ImageSplit } from '../data/dataset.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';

const splitIds = new WeakMap<ImageSplit, number>();
let splitsSeen = 0;

/** A name of a split for as long as it lives: another data set, or the same opened anew, has another. */
export function splitKey(split: ImageSplit): string {
  const id = splitIds.get(split) ?? splitsSeen++;
  splitIds.set(split, id);
  return `split ${id}`;
}

/** All nodes that a node is computed from, itself among them, in the order of the network. */
function listSources(spec: NetworkSpec, node: string): NetworkSpec['nodes'] {
  const needed = new Set([node]);
  const sources = spec.nodes.toReversed().filter(({ name, inputs }) => {
    if (!needed.has(name)) return false;
    for (const input of inputs) needed.add(input);
    return true;
  });
  return sources.reverse();
}

/** The node that owns a weight: `conv1` of `conv1.weight`. */
export function nodeOfWeight(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}

/** All that determines a node's value besides the images: every node it is computed from, and the bits of their weights. */
export function prefixKey(spec: NetworkSpec, weights: Weights, node: string): string {
  const names = Object.keys(weights);
  const parts = listSources(spec, node).map((source) => [
    source,
    names
      .filter((name) => nodeOfWeight(name) === source.name)
      .map((name) => [name, digestFloats(weights[name]!.values)]),
  ]);
  return JSON.stringify(parts);
}
