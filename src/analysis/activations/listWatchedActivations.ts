import { findActivationAfter } from '../../network/findActivationAfter.ts';
import { inferShapes } from '../../network/inferShapes.ts';
import {
  isActivation,
  isWeightedNode,
  type NetworkSpec,
  type NodeSpec,
  type Shape,
} from '../../network/spec.ts';

/** Where the channels of a layer are seen behind an activation. */
export interface WatchedActivation {
  readonly layer: string;
  /** The activation. */
  readonly node: string;
  readonly kind: NodeSpec['kind'];
  /** Where the layer's channels begin among those of the node; above 0 where a concatenation puts others before them. */
  readonly offset: number;
  /** Channels of the layer. */
  readonly channels: number;
  /** The max pool that reads the activation next, where one does. */
  readonly pool?: string;
}

const PASSED: readonly NodeSpec['kind'][] = [
  'dropout',
  'batchNorm',
  'add',
  'concat',
  'maxPool',
  'avgPool',
  'globalAvgPool',
];

/** The first activation that a layer's channels meet on any way, side by side with others or behind a pool. */
function findFirstMet(
  spec: NetworkSpec,
  shapes: ReadonlyMap<string, Shape>,
  layer: string,
): { readonly node: NodeSpec; readonly offset: number } | undefined {
  const offsets = new Map([[layer, 0]]);
  for (const node of spec.nodes) {
    const place = node.inputs.findIndex((input) => offsets.has(input));
    if (place < 0) continue;
    const before = node.kind === 'concat' ? node.inputs.slice(0, place) : [];
    const shift = before.reduce((sum, input) => sum + shapes.get(input)!.at(-1)!, 0);
    const offset = offsets.get(node.inputs[place]!)! + shift;
    if (isActivation(node)) return { node, offset };
    if (PASSED.includes(node.kind)) offsets.set(node.name, offset);
  }
  return undefined;
}

/** The max pool that reads a node, or the dropout behind it. */
function findPoolAfter(spec: NetworkSpec, node: string): string | undefined {
  const passed = new Set([node]);
  for (const reader of spec.nodes) {
    if (!reader.inputs.some((input) => passed.has(input))) continue;
    if (reader.kind === 'maxPool') return reader.name;
    if (reader.kind === 'dropout') passed.add(reader.name);
  }
  return undefined;
}

/**
 * For each layer with an activation behind it where its channels are watched, in the order of the network.
 *
 * The activation is that of `findActivationAfter`; where there is none, because the channels are put beside others or
 * pooled first, it is the first one they meet. One behind a flatten is not looked for: it has no channels.
 */
export function listWatchedActivations(spec: NetworkSpec): readonly WatchedActivation[] {
  const shapes = inferShapes(spec);
  return spec.nodes.filter(isWeightedNode).flatMap(({ name: layer }) => {
    const direct = findActivationAfter(spec, layer);
    const found = direct ? { node: direct, offset: 0 } : findFirstMet(spec, shapes, layer);
    if (!found) return [];
    const { node, offset } = found;
    const pool = findPoolAfter(spec, node.name);
    const channels = shapes.get(layer)!.at(-1)!;
    return [{ layer, node: node.name, kind: node.kind, offset, channels, ...(pool ? { pool } : {}) }];
  });
}
