import { inferShapes } from '../../network/inferShapes.ts';
import type { NetworkSpec, NodeSpec, Shape } from '../../network/spec.ts';
import { createNames } from './createNames.ts';
import { invalidLayer, type KerasLayer } from './kerasLayer.ts';
import type { Topology } from './parseTopology.ts';
import { MAX_LAYERS } from './parseTopology.ts';
import { type BareNode, type Translation, translateLayer, type WeightSource } from './translateLayer.ts';

/** Where one of our weights comes from. */
export interface WeightOrigin extends Omit<WeightSource, 'suffix'> {
  /** Ours: `conv1.weight`. */
  readonly name: string;
  /** Keras's layer. */
  readonly layer: string;
  /** Its place among the weights of its layer that the file holds, from 0. */
  readonly index: number;
}

/** A layer of the file and the nodes it became. */
export interface ImportedLayer {
  readonly name: string;
  readonly className: string;
  /** Names of its nodes; empty where it does nothing, or nothing of its own. */
  readonly nodes: readonly string[];
}

/** A network read from a topology, without its weights. */
export interface BuiltSpec {
  readonly spec: NetworkSpec;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly origins: readonly WeightOrigin[];
  readonly layers: readonly ImportedLayer[];
  /** The layer whose softmax at the end was left out; undefined where there was none. */
  readonly softmaxLayer: string | undefined;
}

const MAX_NAME_LENGTH = 60;
const MAX_INPUTS = 8;
const MAX_ZEROS = 32;

/** What stands for the output of a layer: a node, and zeros that whoever reads it has to put around. */
interface Output {
  readonly node: string;
  readonly zeros: number;
}

function padNode(layer: KerasLayer, node: BareNode, zeros: number): BareNode {
  if (zeros === 0) return node;
  const takes = (node.kind === 'conv2d' || node.kind === 'depthwiseConv2d') && node.padding === 'valid';
  if (!takes)
    throw invalidLayer(layer, 'reads a ZeroPadding2D (expected only convolutions with padding "valid" to)');
  if (zeros > MAX_ZEROS)
    throw invalidLayer(layer, `reads ${zeros} zeros on each side (expected at most ${MAX_ZEROS})`);
  return { ...node, padding: zeros };
}

function passOn(layer: KerasLayer, { zeros = 0 }: Translation, inputs: readonly Output[]): Output {
  const [input] = inputs;
  if (!input || inputs.length > 1) throw invalidLayer(layer, `reads ${inputs.length} layers (expected 1)`);
  return { node: input.node, zeros: input.zeros + zeros };
}

function checkEnd(
  layers: readonly KerasLayer[],
  end: Output,
  nodes: readonly NodeSpec[],
  output: string,
): void {
  const layer = layers.find(({ name }) => name === output)!;
  if (end.zeros > 0) throw invalidLayer(layer, 'is the output (expected a layer that gives logits)');
  if (end.node !== nodes.at(-1)!.name) {
    throw invalidLayer(
      layer,
      'is the output, but other layers come after it (expected only layers that the output needs)',
    );
  }
}

function checkAxes(
  axes: ReadonlyMap<KerasLayer, number>,
  outputs: ReadonlyMap<string, Output>,
  shapes: ReadonlyMap<string, Shape>,
): void {
  for (const [layer, axis] of axes) {
    const rank = shapes.get(outputs.get(layer.name)!.node)!.length;
    if (axis !== -1 && axis !== rank)
      throw invalidLayer(layer, `axis is ${axis} (expected the last one, ${rank} or -1)`);
  }
}

/**
 * Our network for a topology: an activation inside a layer becomes a node of its own, zero padding the padding of the
 * convolution behind it; a softmax at the end is left out, so that the network gives logits.
 *
 * Throws `invalid-network` naming the layer for what is not supported, and as inferShapes.
 */
export function buildSpec({ name, layers, output }: Topology): BuiltSpec {
  const giveName = createNames();
  const mainNames = new Map(layers.map((layer) => [layer.name, giveName(layer.name)]));
  const outputs = new Map<string, Output>();
  const nodes: NodeSpec[] = [];
  const origins: WeightOrigin[] = [];
  const imported: ImportedLayer[] = [];
  const axes = new Map<KerasLayer, number>();
  let softmaxLayer: string | undefined;
  for (const layer of layers) {
    const translation = translateLayer(layer);
    const inputs = layer.inputs.map((input) => outputs.get(input)!);
    if (inputs.length > MAX_INPUTS)
      throw invalidLayer(layer, `reads ${inputs.length} layers (expected at most ${MAX_INPUTS})`);
    if (translation.softmax) {
      if (layer.name !== output)
        throw invalidLayer(layer, 'softmax in the middle of a network (expected only at its end)');
      softmaxLayer = layer.name;
    }
    if (translation.axis !== undefined) axes.set(layer, translation.axis);
    const zeros = inputs.reduce((most, input) => Math.max(most, input.zeros), 0);
    const made: string[] = [];
    let index = 0;
    for (const { suffix, node, weights } of translation.parts) {
      const nodeName =
        suffix === '' ? mainNames.get(layer.name)! : giveName(`${mainNames.get(layer.name)!}${suffix}`);
      const read = made.length > 0 ? [made.at(-1)!] : inputs.map((input) => input.node);
      nodes.push({ ...(made.length > 0 ? node : padNode(layer, node, zeros)), name: nodeName, inputs: read });
      made.push(nodeName);
      for (const { suffix: role, ...source } of weights) {
        origins.push({ ...source, name: `${nodeName}.${role}`, layer: layer.name, index });
        if (source.names.length > 0) index++;
      }
    }
    outputs.set(
      layer.name,
      made.length > 0 ? { node: made.at(-1)!, zeros: 0 } : passOn(layer, translation, inputs),
    );
    imported.push({ name: layer.name, className: layer.className, nodes: made });
    if (nodes.length > MAX_LAYERS)
      throw invalidLayer(layer, `makes over ${MAX_LAYERS} nodes (expected a smaller network)`);
  }
  const spec: NetworkSpec = { name: name.slice(0, MAX_NAME_LENGTH), nodes };
  checkEnd(layers, outputs.get(output)!, nodes, output);
  const shapes = inferShapes(spec);
  checkAxes(axes, outputs, shapes);
  return { spec, shapes, origins, layers: imported, softmaxLayer };
}
