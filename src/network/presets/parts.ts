import type {
  ActivationNode,
  BatchNormNode,
  Conv2dNode,
  DenseNode,
  DepthwiseConv2dNode,
  DropoutNode,
  InputNode,
  JoinNode,
  NodeSpec,
  PoolNode,
  Shape,
} from '../spec.ts';

type Unwired<Node> = Node extends NodeSpec ? Omit<Node, 'inputs'> : never;

/** A node that does not know yet what it reads. */
export type Part = Unwired<Exclude<NodeSpec, InputNode>>;

/** ε of every batch normalisation of the presets, as PyTorch has it. */
export const EPSILON = 1e-5;

type ConvolutionOptions = Partial<Pick<Conv2dNode, 'stride' | 'padding' | 'bias'>>;

const CONVOLUTION_DEFAULTS = { stride: 1, padding: 'same', bias: true } as const;

/** A convolution with a square kernel; stride 1, padding `same` and a bias where the options say nothing else. */
export function convolution(
  name: string,
  filters: number,
  size: number,
  options: ConvolutionOptions = {},
): Unwired<Conv2dNode> {
  return { kind: 'conv2d', name, filters, kernelSize: [size, size], ...CONVOLUTION_DEFAULTS, ...options };
}

/** A depthwise convolution with a square kernel; defaults as those of `convolution`. */
export function depthwise(
  name: string,
  size: number,
  options: ConvolutionOptions = {},
): Unwired<DepthwiseConv2dNode> {
  return { kind: 'depthwiseConv2d', name, kernelSize: [size, size], ...CONVOLUTION_DEFAULTS, ...options };
}

/** A dense layer, with a bias where not told otherwise. */
export function dense(name: string, units: number, bias = true): Unwired<DenseNode> {
  return { kind: 'dense', name, units, bias };
}

/** A batch normalisation with the presets' ε. */
export function batchNorm(name: string): Unwired<BatchNormNode> {
  return { kind: 'batchNorm', name, epsilon: EPSILON };
}

/** A pool that halves height and width; an odd last row or column is dropped. */
export function halve(kind: PoolNode['kind'], name: string): Unwired<PoolNode> {
  return { kind, name, size: 2, stride: 2, padding: 'valid' };
}

/** A dropout; `rate` is the share of values dropped while training, 0 to below 1. */
export function dropout(name: string, rate: number): Unwired<DropoutNode> {
  return { kind: 'dropout', name, rate };
}

/** max(0, x). */
export function relu(name: string): Unwired<ActivationNode> {
  return { kind: 'relu', name };
}

/** The node that every preset begins with. */
export function inputNode(shape: Shape): InputNode {
  return { kind: 'input', name: 'input', inputs: [], shape };
}

/** Parts one behind the other, the first reading the node `input`. */
export function wire(input: string, parts: readonly Part[]): readonly NodeSpec[] {
  return parts.map((part, index) => ({ ...part, inputs: [index === 0 ? input : parts[index - 1]!.name] }));
}

/** An addition or concatenation of nodes. */
export function join(kind: JoinNode['kind'], name: string, inputs: readonly string[]): JoinNode {
  return { kind, name, inputs };
}

/** The name of the last of some nodes. */
export function lastName(nodes: readonly { readonly name: string }[]): string {
  return nodes.at(-1)!.name;
}
