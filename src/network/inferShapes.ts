import { AppError } from '../base/errors.ts';
import type { NetworkSpec, NodeSpec, Padding, PoolNode, Shape } from './spec.ts';

/** An `invalid-network` error that names the node first: `conv2: unknown input "pool9"`. */
function invalidNode(node: NodeSpec, problem: string): AppError {
  return new AppError('invalid-network', `${node.name}: ${problem}`, { node: node.name });
}

function requireMap(node: NodeSpec, shape: Shape): readonly [number, number, number] {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || !height || !width || !channels) {
    throw invalidNode(node, `expected a map [height, width, channels], got [${shape.join(', ')}]`);
  }
  return [height, width, channels];
}

interface WindowSpec {
  readonly size: readonly [number, number];
  readonly stride: number;
  readonly padding: Padding;
}

/** Height and width after a sliding window, as TensorFlow counts them. */
function slideWindow(node: NodeSpec, shape: Shape, window: WindowSpec): readonly [number, number] {
  const [height, width] = requireMap(node, shape);
  const { size, stride, padding } = window;
  if (padding === 'same') return [Math.ceil(height / stride), Math.ceil(width / stride)];
  const around = padding === 'valid' ? 0 : 2 * padding;
  const [paddedHeight, paddedWidth] = [height + around, width + around];
  if (size[0] > paddedHeight || size[1] > paddedWidth) {
    throw invalidNode(
      node,
      `window ${size.join('×')} is larger than its input ${paddedHeight}×${paddedWidth}`,
    );
  }
  return [
    Math.floor((paddedHeight - size[0]) / stride) + 1,
    Math.floor((paddedWidth - size[1]) / stride) + 1,
  ];
}

function poolShape(node: PoolNode, input: Shape): Shape {
  const window = { size: [node.size, node.size] as const, stride: node.stride, padding: node.padding };
  return [...slideWindow(node, input, window), input[2]!];
}

function addShape(node: NodeSpec, inputs: readonly Shape[]): Shape {
  const [first] = inputs;
  const other = inputs.find((shape) => shape.join() !== first!.join());
  if (other)
    throw invalidNode(node, `adds [${first!.join(', ')}] and [${other.join(', ')}] (expected one shape)`);
  return first!;
}

function concatShape(node: NodeSpec, inputs: readonly Shape[]): Shape {
  const place = inputs[0]!.slice(0, -1);
  const other = inputs.find((shape) => shape.slice(0, -1).join() !== place.join());
  if (other) {
    throw invalidNode(
      node,
      `joins [${inputs[0]!.join(', ')}] and [${other.join(', ')}] (expected one height and width)`,
    );
  }
  return [...place, inputs.reduce((sum, shape) => sum + shape.at(-1)!, 0)];
}

/** The shape a node puts out for the shapes it reads. */
function inferShape(node: NodeSpec, inputs: readonly Shape[]): Shape {
  const input = inputs[0] ?? [];
  switch (node.kind) {
    case 'input':
      if (node.shape.length !== 1 && node.shape.length !== 3) {
        throw invalidNode(
          node,
          `expected a shape [height, width, channels] or [units], got [${node.shape.join(', ')}]`,
        );
      }
      return node.shape;
    case 'conv2d':
      return [...slideWindow(node, input, { ...node, size: node.kernelSize }), node.filters];
    case 'depthwiseConv2d':
      return [...slideWindow(node, input, { ...node, size: node.kernelSize }), input[2]!];
    case 'dense':
      if (input.length !== 1) {
        throw invalidNode(node, `expected a vector, got [${input.join(', ')}] (put a flatten before it)`);
      }
      return [node.units];
    case 'maxPool':
    case 'avgPool':
      return poolShape(node, input);
    case 'globalAvgPool':
      return [requireMap(node, input)[2]];
    case 'add':
      return addShape(node, inputs);
    case 'concat':
      return concatShape(node, inputs);
    case 'flatten':
      return [input.reduce((product, length) => product * length, 1)];
    case 'batchNorm':
    case 'relu':
    case 'sigmoid':
    case 'tanh':
    case 'leakyRelu':
    case 'dropout':
      return input;
    default:
      return node satisfies never;
  }
}

function findInput(
  spec: NetworkSpec,
  node: NodeSpec,
  name: string,
  shapes: ReadonlyMap<string, Shape>,
): Shape {
  const shape = shapes.get(name);
  if (shape) return shape;
  const known = spec.nodes.some((other) => other.name === name);
  throw invalidNode(
    node,
    known ? `stands before its input "${name}" (expected after it)` : `unknown input "${name}"`,
  );
}

function findInputs(spec: NetworkSpec, node: NodeSpec, shapes: ReadonlyMap<string, Shape>): readonly Shape[] {
  const { inputs } = node;
  if (node.kind === 'input') {
    if (inputs.length > 0) throw invalidNode(node, 'an input reads no node');
    return [];
  }
  if (inputs.length === 0) throw invalidNode(node, 'reads no node');
  const joins = node.kind === 'add' || node.kind === 'concat';
  if (joins && inputs.length < 2) throw invalidNode(node, 'reads 1 node (expected 2 or more)');
  if (!joins && inputs.length > 1) throw invalidNode(node, `reads ${inputs.length} nodes (expected 1)`);
  return inputs.map((name) => findInput(spec, node, name, shapes));
}

/** Checks what concerns all nodes together: one input first of all, and no output that nobody reads. */
function checkEnds(spec: NetworkSpec, shapes: ReadonlyMap<string, Shape>): void {
  const inputs = spec.nodes.filter(({ kind }) => kind === 'input');
  if (inputs.length > 1) throw invalidNode(inputs[1]!, `second input (the first is "${inputs[0]!.name}")`);
  const read = new Set(spec.nodes.flatMap((node) => node.inputs));
  const last = spec.nodes.at(-1)!;
  for (const node of spec.nodes) {
    if (node !== last && !read.has(node.name)) throw invalidNode(node, 'no node reads it');
  }
  const shape = shapes.get(last.name)!;
  if (last.kind === 'input') throw invalidNode(last, 'the network has no layer');
  if (shape.length !== 1) {
    throw invalidNode(last, `the last node must give a vector of logits, not [${shape.join(', ')}]`);
  }
}

/**
 * The output shape of every node, by name; checks the network on the way.
 *
 * Throws `invalid-network` whose message begins with the node: a duplicate name, an unknown or later input, a wrong
 * rank, a window larger than its map, no or several inputs, a node nobody reads, a last node that gives no vector.
 */
export function inferShapes(spec: NetworkSpec): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  if (!spec.nodes.some(({ kind }) => kind === 'input')) {
    throw new AppError('invalid-network', `${spec.name}: has no input node`, { node: spec.name });
  }
  for (const node of spec.nodes) {
    if (shapes.has(node.name)) throw invalidNode(node, 'name is used twice');
    shapes.set(node.name, inferShape(node, findInputs(spec, node, shapes)));
  }
  checkEnds(spec, shapes);
  return shapes;
}
