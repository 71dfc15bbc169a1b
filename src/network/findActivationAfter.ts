import { isActivation, type NetworkSpec, type NodeSpec } from './spec.ts';

/**
 * The activation that really follows a layer, whose outputs count for APoZ, channel by channel; undefined where none
 * does.
 *
 * Nodes between a layer and its activation that keep every channel in its place are passed (dropout, batch
 * normalisation, addition); a pool is not, because the zeros behind it are those of its windows and not of the neuron.
 */
export function findActivationAfter(spec: NetworkSpec, layer: string): NodeSpec | undefined {
  const passed = new Set([layer]);
  for (const node of spec.nodes) {
    if (!node.inputs.some((input) => passed.has(input))) continue;
    if (isActivation(node)) return node;
    if (node.kind === 'dropout' || node.kind === 'batchNorm' || node.kind === 'add') passed.add(node.name);
  }
  return undefined;
}
