import { listWeights, sizeOf } from './listWeights.ts';
import { isWeightedNode, type NetworkSpec, type NodeSpec } from './spec.ts';
import type { Masks } from './weights.ts';

/** The layer whose values come to a node through nodes of one input. */
function findLayerBefore(nodes: ReadonlyMap<string, NodeSpec>, node: NodeSpec): NodeSpec | undefined {
  const before = node.inputs.length === 1 ? nodes.get(node.inputs[0]!) : undefined;
  if (!before || isWeightedNode(before)) return before;
  return findLayerBefore(nodes, before);
}

/**
 * The network with rates of dropout as low as pruning asks for: D_r = D_o · √(C_ir / C_io) with C_i the connections of the
 * layer before, kept and in all (Han et al. 2015, eq. 1–2). A dropout behind no single layer keeps its rate.
 */
export function scaleDropout(spec: NetworkSpec, masks: Masks): NetworkSpec {
  const nodes = new Map(spec.nodes.map((node) => [node.name, node]));
  const sizes = new Map(listWeights(spec).map(({ name, shape }) => [name, sizeOf(shape)]));
  return {
    ...spec,
    nodes: spec.nodes.map((node) => {
      if (node.kind !== 'dropout') return node;
      const layer = findLayerBefore(nodes, node);
      const mask = layer && masks[`${layer.name}.weight`];
      if (!mask) return node;
      const kept = mask.reduce((sum, keep) => sum + keep, 0);
      return { ...node, rate: node.rate * Math.sqrt(kept / sizes.get(`${layer.name}.weight`)!) };
    }),
  };
}
