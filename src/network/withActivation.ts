import { PLAIN_LEAKY_SLOPE } from './buildPlainNetwork.ts';
import { type ActivationNode, isActivation, type LeakyReluNode, type NetworkSpec } from './spec.ts';

/**
 * A network with every activation replaced by one kind, the nodes' names and all else kept, so that the weights of one
 * fit the other.
 *
 * Leaky ReLUs that were there keep their slope; new ones have PLAIN_LEAKY_SLOPE.
 */
export function withActivation(
  spec: NetworkSpec,
  kind: ActivationNode['kind'] | LeakyReluNode['kind'],
): NetworkSpec {
  const nodes = spec.nodes.map((node) => {
    if (!isActivation(node) || node.kind === kind) return node;
    const { name, inputs } = node;
    return kind === 'leakyRelu' ? { kind, name, inputs, slope: PLAIN_LEAKY_SLOPE } : { kind, name, inputs };
  });
  return { ...spec, nodes };
}
