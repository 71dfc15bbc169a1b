/** A shape without the batch axis: `[height, width, channels]` of a feature map, or `[units]` of a vector. */
export type Shape = readonly number[];

interface NodeBase {
  /** Unique in the network; also the prefix of its weights (`conv1.weight`). */
  readonly name: string;
  /** Names of the nodes it reads, all of which stand before it in `NetworkSpec.nodes`. */
  readonly inputs: readonly string[];
}

/** `valid`: none; `same`: as TensorFlow does it, the odd pixel after; a number: so many zeros on every side, as PyTorch does it. */
export type Padding = 'valid' | 'same' | number;

export interface InputNode extends NodeBase {
  readonly kind: 'input';
  readonly shape: Shape;
}

export interface Conv2dNode extends NodeBase {
  readonly kind: 'conv2d';
  readonly filters: number;
  /** `[height, width]`. */
  readonly kernelSize: readonly [number, number];
  readonly stride: number;
  readonly padding: Padding;
  readonly bias: boolean;
}

/** One filter per channel: the first half of a depthwise separable convolution. */
export interface DepthwiseConv2dNode extends NodeBase {
  readonly kind: 'depthwiseConv2d';
  /** `[height, width]`. */
  readonly kernelSize: readonly [number, number];
  readonly stride: number;
  readonly padding: Padding;
  readonly bias: boolean;
}

export interface DenseNode extends NodeBase {
  readonly kind: 'dense';
  readonly units: number;
  readonly bias: boolean;
}

/** ẑ = (z − μ) / √(σ² + ε), out = γ · ẑ + β, for each channel (Ioffe & Szegedy 2015, algorithm 1). */
export interface BatchNormNode extends NodeBase {
  readonly kind: 'batchNorm';
  readonly epsilon: number;
}

export interface ActivationNode extends NodeBase {
  readonly kind: 'relu' | 'sigmoid' | 'tanh';
}

export interface LeakyReluNode extends NodeBase {
  readonly kind: 'leakyRelu';
  /** Factor of negative values, 0 to below 1. */
  readonly slope: number;
}

export interface PoolNode extends NodeBase {
  readonly kind: 'maxPool' | 'avgPool';
  readonly size: number;
  readonly stride: number;
  readonly padding: 'valid' | 'same';
}

/** The mean of each channel over the whole map: a vector of channels. */
export interface GlobalAvgPoolNode extends NodeBase {
  readonly kind: 'globalAvgPool';
}

/** `add`: values of the same shape summed. `concat`: their channels one after the other. */
export interface JoinNode extends NodeBase {
  readonly kind: 'add' | 'concat';
}

export interface FlattenNode extends NodeBase {
  readonly kind: 'flatten';
}

export interface DropoutNode extends NodeBase {
  readonly kind: 'dropout';
  /** Share of values dropped while training, 0 (none) to below 1. */
  readonly rate: number;
}

/** One operation of a network. */
export type NodeSpec =
  | InputNode
  | Conv2dNode
  | DepthwiseConv2dNode
  | DenseNode
  | BatchNormNode
  | ActivationNode
  | LeakyReluNode
  | PoolNode
  | GlobalAvgPoolNode
  | JoinNode
  | FlattenNode
  | DropoutNode;

export type NodeKind = NodeSpec['kind'];

/** A network as plain data: nodes in an order in which they can be computed; the last one gives the logits `[classes]`. */
export interface NetworkSpec {
  readonly name: string;
  readonly nodes: readonly NodeSpec[];
}

/** The layers: nodes whose weights are multiplied with what they read. */
export type WeightedNode = Conv2dNode | DepthwiseConv2dNode | DenseNode;

export function isWeightedNode(node: NodeSpec): node is WeightedNode {
  return node.kind === 'conv2d' || node.kind === 'depthwiseConv2d' || node.kind === 'dense';
}

/** A nonlinear function of each value on its own. */
export function isActivation(node: NodeSpec): node is ActivationNode | LeakyReluNode {
  return node.kind === 'relu' || node.kind === 'sigmoid' || node.kind === 'tanh' || node.kind === 'leakyRelu';
}
