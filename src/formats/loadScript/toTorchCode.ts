import type { NodeSpec, Padding, Shape } from '../../network/spec.ts';

/** What a node is in PyTorch. */
export interface TorchCode {
  /** Expression that makes its module; undefined where it has no weights. */
  readonly module?: string;
  /** Expression of its value; `inputs` are the variables it reads, `self` is the module it belongs to. */
  readonly forward: string;
}

/** Zeros before and behind, along height and width. */
type Sides = readonly [readonly [number, number], readonly [number, number]];

interface Window {
  readonly size: readonly [number, number];
  readonly stride: number;
  readonly padding: Padding;
}

/** TensorFlow's "same" is worked out here, as PyTorch has it not with strides: the odd zero comes last. */
function listSides([height, width]: Shape, { size, stride, padding }: Window): Sides {
  const along = (length: number, kernel: number): readonly [number, number] => {
    if (padding === 'valid') return [0, 0];
    if (padding !== 'same') return [padding, padding];
    const total = Math.max((Math.ceil(length / stride) - 1) * stride + kernel - length, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  };
  return [along(height!, size[0]), along(width!, size[1])];
}

const isEven = ([rows, columns]: Sides) => rows[0] === rows[1] && columns[0] === columns[1];
const isNone = ([rows, columns]: Sides) => [...rows, ...columns].every((zeros) => zeros === 0);
/** As `F.pad` wants them: the last axis first. */
const writeSides = ([rows, columns]: Sides) => `(${[...columns, ...rows].join(', ')})`;
const writePair = ([a, b]: readonly [number, number]) => (a === b ? `${a}` : `(${a}, ${b})`);
const writePadding = ([rows, columns]: Sides) => `, padding=${writePair([rows[0], columns[0]])}`;

function writeConvolution(
  node: NodeSpec & { readonly kind: 'conv2d' | 'depthwiseConv2d' },
  input: Shape,
  self: string,
  read: string,
): TorchCode {
  const channels = input.at(-1)!;
  const sides = listSides(input, { ...node, size: node.kernelSize });
  const inside = isEven(sides);
  const options = [
    node.stride === 1 ? '' : `, stride=${node.stride}`,
    inside && !isNone(sides) ? writePadding(sides) : '',
    node.kind === 'depthwiseConv2d' ? `, groups=${channels}` : '',
    node.bias ? '' : ', bias=False',
  ];
  const filters = node.kind === 'conv2d' ? node.filters : channels;
  return {
    module: `nn.Conv2d(${channels}, ${filters}, ${writePair(node.kernelSize)}${options.join('')})`,
    forward: `${self}(${inside ? read : `F.pad(${read}, ${writeSides(sides)})`})`,
  };
}

function writePool(
  node: NodeSpec & { readonly kind: 'maxPool' | 'avgPool' },
  input: Shape,
  read: string,
): string {
  const { size, stride } = node;
  const sides = listSides(input, { ...node, size: [size, size] });
  const name = node.kind === 'maxPool' ? 'F.max_pool2d' : 'F.avg_pool2d';
  const pool = (value: string, padding = '') => `${name}(${value}, ${size}, ${stride}${padding})`;
  if (isNone(sides)) return pool(read);
  if (node.kind === 'maxPool') {
    if (isEven(sides)) return pool(read, writePadding(sides));
    return pool(`F.pad(${read}, ${writeSides(sides)}, value=float("-inf"))`);
  }
  // A mean is over the pixels of the map alone.
  if (isEven(sides)) return pool(read, `${writePadding(sides)}, count_include_pad=False`);
  const pad = (value: string) => pool(`F.pad(${value}, ${writeSides(sides)})`);
  return `${pad(read)} / ${pad(`torch.ones_like(${read})`)}`;
}

/** PyTorch's code for a node that reads values of the shape `input` (`[h, w, c]` or `[units]`, maps there `[n, c, h, w]`). */
export function toTorchCode(node: NodeSpec, input: Shape, self: string, reads: readonly string[]): TorchCode {
  const read = reads[0]!;
  switch (node.kind) {
    case 'input':
      return { forward: read };
    case 'conv2d':
    case 'depthwiseConv2d':
      return writeConvolution(node, input, self, read);
    case 'dense': {
      const bias = node.bias ? '' : ', bias=False';
      return { module: `nn.Linear(${input[0]}, ${node.units}${bias})`, forward: `${self}(${read})` };
    }
    case 'batchNorm': {
      const className = input.length === 3 ? 'nn.BatchNorm2d' : 'nn.BatchNorm1d';
      return { module: `${className}(${input.at(-1)}, eps=${node.epsilon})`, forward: `${self}(${read})` };
    }
    case 'relu':
    case 'sigmoid':
    case 'tanh':
      return { forward: `torch.${node.kind}(${read})` };
    case 'leakyRelu':
      return { forward: `F.leaky_relu(${read}, ${node.slope})` };
    case 'maxPool':
    case 'avgPool':
      return { forward: writePool(node, input, read) };
    case 'globalAvgPool':
      return { forward: `${read}.mean((2, 3))` };
    case 'add':
      return { forward: reads.join(' + ') };
    case 'concat':
      return { forward: `torch.cat([${reads.join(', ')}], 1)` };
    case 'flatten':
      return { forward: `torch.flatten(${read}, 1)` };
    case 'dropout':
      return { forward: `F.dropout(${read}, ${node.rate}, self.training)` };
    default:
      return node satisfies never;
  }
}
