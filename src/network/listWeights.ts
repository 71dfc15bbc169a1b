import { inferShapes } from './inferShapes.ts';
import { type Conv2dNode, type DenseNode, isWeightedNode, type NetworkSpec, type Shape } from './spec.ts';

/** One weight tensor that a network needs. */
export interface WeightSlot {
  /** `<node>.weight` or `<node>.bias`. */
  readonly name: string;
  readonly node: string;
  readonly role: 'weight' | 'bias';
  /** `[kernelH, kernelW, in, out]`, `[in, out]` or `[out]`. */
  readonly shape: Shape;
}

/** Output channels of a layer: filters or units. */
export function channelsOf(node: Conv2dNode | DenseNode): number {
  return node.kind === 'conv2d' ? node.filters : node.units;
}

/** Number of values of a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** All weights of a network in the order of its nodes, each layer's weight before its bias. Throws as inferShapes. */
export function listWeights(spec: NetworkSpec): readonly WeightSlot[] {
  const shapes = inferShapes(spec);
  return spec.nodes.filter(isWeightedNode).flatMap((node): readonly WeightSlot[] => {
    const inChannels = shapes.get(node.inputs[0]!)!.at(-1)!;
    const channels = channelsOf(node);
    const shape =
      node.kind === 'conv2d' ? [...node.kernelSize, inChannels, channels] : [inChannels, channels];
    const weight = { name: `${node.name}.weight`, node: node.name, role: 'weight', shape } as const;
    if (!node.bias) return [weight];
    return [weight, { name: `${node.name}.bias`, node: node.name, role: 'bias', shape: [channels] }];
  });
}
