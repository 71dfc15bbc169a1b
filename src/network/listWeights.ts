import { inferShapes } from './inferShapes.ts';
import type { NetworkSpec, NodeSpec, Shape } from './spec.ts';

/**
 * What a weight tensor is to its node. Of a layer: `weight` and `bias`. Of a batch normalisation: `scale` γ, `shift` β,
 * and the running `mean` and `variance`, which training follows without a gradient.
 */
export type WeightRole = 'weight' | 'bias' | 'scale' | 'shift' | 'mean' | 'variance';

/** One weight tensor that a network needs. */
export interface WeightSlot {
  /** `<node>.weight`, `.bias`, `.running_mean` or `.running_var`, as PyTorch names them. */
  readonly name: string;
  readonly node: string;
  readonly role: WeightRole;
  /** `[kernelH, kernelW, in, out]`, `[kernelH, kernelW, channels, 1]` of a depthwise one, `[in, out]` or `[out]`. */
  readonly shape: Shape;
}

/** The axis of a layer's weight along which its output channels lie. */
export function channelAxisOf(kind: 'conv2d' | 'depthwiseConv2d' | 'dense'): number {
  return { conv2d: 3, depthwiseConv2d: 2, dense: 1 }[kind];
}

/** True for the weights that gradient descent changes. */
export function isTrained(role: WeightRole): boolean {
  return role !== 'mean' && role !== 'variance';
}

/** Number of values of a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

function listOf(node: NodeSpec, channelsIn: number): readonly (readonly [string, WeightRole, Shape])[] {
  const layer = (bias: boolean, channels: number, shape: Shape) => {
    const weight = ['weight', 'weight', shape] as const;
    return bias ? [weight, ['bias', 'bias', [channels]] as const] : [weight];
  };
  switch (node.kind) {
    case 'conv2d':
      return layer(node.bias, node.filters, [...node.kernelSize, channelsIn, node.filters]);
    case 'depthwiseConv2d':
      return layer(node.bias, channelsIn, [...node.kernelSize, channelsIn, 1]);
    case 'dense':
      return layer(node.bias, node.units, [channelsIn, node.units]);
    case 'batchNorm':
      return [
        ['weight', 'scale', [channelsIn]],
        ['bias', 'shift', [channelsIn]],
        ['running_mean', 'mean', [channelsIn]],
        ['running_var', 'variance', [channelsIn]],
      ];
    default:
      return [];
  }
}

/** All weights of a network in the order of its nodes, each layer's weight before its bias. Throws as inferShapes. */
export function listWeights(spec: NetworkSpec): readonly WeightSlot[] {
  const shapes = inferShapes(spec);
  return spec.nodes.flatMap((node) => {
    const channelsIn = shapes.get(node.inputs[0] ?? node.name)!.at(-1)!;
    return listOf(node, channelsIn).map(([suffix, role, shape]) => ({
      name: `${node.name}.${suffix}`,
      node: node.name,
      role,
      shape,
    }));
  });
}
