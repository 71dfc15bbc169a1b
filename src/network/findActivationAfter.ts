import type { ActivationNode, NetworkSpec } from './spec.ts';

/**
 * The activation that really follows a layer, whose outputs count for APoZ; undefined where none does.
 *
 * Nodes that leave a channel's values in place while evaluating (dropout) are passed; a pool is not, because the
 * zeros behind it are those of its windows and not of the neuron.
 */
export function findActivationAfter(spec: NetworkSpec, layer: string): ActivationNode | undefined {
  const passed = new Set([layer]);
  for (const node of spec.nodes) {
    if (!node.inputs.some((input) => passed.has(input))) continue;
    if (node.kind === 'relu' || node.kind === 'sigmoid' || node.kind === 'tanh') return node;
    if (node.kind === 'dropout') passed.add(node.name);
  }
  return undefined;
}
