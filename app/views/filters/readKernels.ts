import { isWeightedNode, type Kernels, type NetworkSpec } from '../../../src/index.ts';
import type { KernelTensor } from '../../charts/kernels/layout.ts';
import { inferShapes } from './engine.ts';

/** The filters of a layer as pictures. */
export interface LayerKernels {
  /** `color`: three planes that read the picture's own red, green and blue. `strip`: weights in no order of places. */
  readonly form: 'color' | 'planes' | 'single' | 'strip';
  readonly isDense: boolean;
  readonly tensor: KernelTensor;
}

/** Nodes that leave every value at its place. */
const KEEPS_PLACES = ['dropout', 'relu', 'leakyRelu', 'sigmoid', 'tanh', 'batchNorm'];

/** The node that a layer reads, behind those that leave every value at its place. */
function findSource(spec: NetworkSpec, name: string) {
  const nodes = new Map(spec.nodes.map((node) => [node.name, node]));
  let source = nodes.get(nodes.get(name)?.inputs[0] ?? '');
  while (source && KEEPS_PLACES.includes(source.kind)) source = nodes.get(source.inputs[0] ?? '');
  return source;
}

/** Height, width and channels of the maps that a dense layer reads flattened; undefined where it reads a vector. */
function maybeFlattened(spec: NetworkSpec, layer: string) {
  const flatten = findSource(spec, layer);
  if (flatten?.kind !== 'flatten') return undefined;
  const [rows, columns, planes] = inferShapes(spec).get(flatten.inputs[0]!) ?? [];
  if (rows === undefined || columns === undefined || planes === undefined) return undefined;
  return { rows, columns, planes, reads: findSource(spec, flatten.name) };
}

function toForm(planes: number, readsInput: boolean): LayerKernels['form'] {
  if (planes === 3 && readsInput) return 'color';
  return planes === 1 ? 'single' : 'planes';
}

/**
 * The weight of a layer as pictures of its filters or neurons. All of the engine's orders, `[kh, kw, in, out]`,
 * `[kh, kw, channels, 1]` and `[in, out]` with the inputs of a flatten as h, w, c, are the tensor's own.
 */
export function readKernels(spec: NetworkSpec, layer: string, kernels: Kernels): LayerKernels {
  const { shape, values, mask } = kernels;
  const node = spec.nodes.filter(isWeightedNode).find(({ name }) => name === layer);
  if (node?.kind === 'dense') {
    const [inputs, tiles] = shape as [number, number];
    const maps = maybeFlattened(spec, layer);
    if (!maps) {
      const tensor = { tiles, planes: 1, rows: 1, columns: inputs, values, mask };
      return { form: 'strip', isDense: true, tensor };
    }
    const { rows, columns, planes, reads } = maps;
    const tensor = { tiles, planes, rows, columns, values, mask };
    return { form: toForm(planes, reads?.kind === 'input'), isDense: true, tensor };
  }
  const [rows, columns, inputs, outputs] = shape as [number, number, number, number];
  const isDepthwise = node?.kind === 'depthwiseConv2d';
  const [tiles, planes] = isDepthwise ? [inputs, 1] : [outputs, inputs];
  const form = toForm(planes, findSource(spec, layer)?.kind === 'input');
  return { form, isDense: false, tensor: { tiles, planes, rows, columns, values, mask } };
}
