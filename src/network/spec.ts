/** A shape without the batch axis: `[height, width, channels]` of a feature map, or `[units]` of a vector. */
export type Shape = readonly number[];

interface NodeBase {
  /** Unique in the network; also the prefix of its weights (`conv1.weight`). */
  readonly name: string;
  /** Names of the nodes it reads, all of which stand before it in `NetworkSpec.nodes`. */
  readonly inputs: readonly string[];
}

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
  readonly padding: 'valid' | 'same';
  readonly bias: boolean;
}

export interface DenseNode extends NodeBase {
  readonly kind: 'dense';
  readonly units: number;
  readonly bias: boolean;
}

export interface ActivationNode extends NodeBase {
  readonly kind: 'relu' | 'sigmoid' | 'tanh';
}

export interface PoolNode extends NodeBase {
  readonly kind: 'maxPool' | 'avgPool';
  readonly size: number;
  readonly stride: number;
  readonly padding: 'valid' | 'same';
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
  | DenseNode
  | ActivationNode
  | PoolNode
  | FlattenNode
  | DropoutNode;

export type NodeKind = NodeSpec['kind'];

/** A network as plain data: nodes in an order in which they can be computed; the last one gives the logits `[classes]`. */
export interface NetworkSpec {
  readonly name: string;
  readonly nodes: readonly NodeSpec[];
}

/** The nodes that own weights. */
export type WeightedNode = Conv2dNode | DenseNode;

export function isWeightedNode(node: NodeSpec): node is WeightedNode {
  return node.kind === 'conv2d' || node.kind === 'dense';
}
