import { AppError } from '../../base/errors.ts';
import { listWeights, type WeightRole, type WeightSlot } from '../../network/listWeights.ts';
import type { NetworkSpec } from '../../network/spec.ts';
import type { Masks, Weights } from '../../network/weights.ts';
import { createNames } from './createNames.ts';
import type { KerasLayer } from './kerasLayer.ts';
import { toKerasLayers } from './toKerasLayers.ts';

/** The two files of a LayersModel. */
export interface LayersModelFiles {
  /** Text of `model.json`. */
  readonly modelJson: string;
  /** Bytes of `weights.bin`, the name that model.json gives it. */
  readonly weightsBin: Uint8Array<ArrayBuffer>;
}

/** Name of the file of the weights. */
export const WEIGHTS_FILE = 'weights.bin';

const ROLE_NAMES: Readonly<Record<WeightRole, string>> = {
  weight: 'kernel',
  bias: 'bias',
  scale: 'gamma',
  shift: 'beta',
  mean: 'moving_mean',
  variance: 'moving_variance',
};

function nameWeight(spec: NetworkSpec, { node, role }: WeightSlot): string {
  const depthwise = spec.nodes.some(({ name, kind }) => name === node && kind === 'depthwiseConv2d');
  return `${node}/${depthwise && role === 'weight' ? 'depthwise_kernel' : ROLE_NAMES[role]}`;
}

function writeLayer({ name, className, config, inputs }: KerasLayer) {
  const reads = inputs.map((input) => [input, 0, 0, {}]);
  return { class_name: className, name, config, inbound_nodes: reads.length === 0 ? [] : [reads] };
}

function buildTopology(spec: NetworkSpec) {
  const giveName = createNames();
  for (const { name } of spec.nodes) giveName(name);
  const layers = spec.nodes.flatMap((node) => toKerasLayers(node, giveName(`${node.name}_pad`)));
  const input = spec.nodes.find(({ kind }) => kind === 'input')!;
  return {
    class_name: 'Functional',
    config: {
      name: spec.name,
      layers: layers.map(writeLayer),
      input_layers: [[input.name, 0, 0]],
      output_layers: [[spec.nodes.at(-1)!.name, 0, 0]],
    },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

function writeValues(slots: readonly WeightSlot[], weights: Weights, masks: Masks): Uint8Array<ArrayBuffer> {
  const arrays = slots.map(({ name }) => {
    const weight = weights[name];
    if (!weight) throw new AppError('invalid-weights', `missing weight: ${name}`, { name });
    const mask = masks[name];
    return mask ? weight.values.map((value, at) => (mask[at] ? value : 0)) : weight.values;
  });
  const bytes = new Uint8Array(arrays.reduce((sum, values) => sum + values.byteLength, 0));
  let at = 0;
  for (const values of arrays) {
    // Memory is little-endian on every platform with WebAssembly and Node, as the file is.
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

/**
 * Writes a network as a tfjs LayersModel that `tf.loadLayersModel` of tfjs reads: a functional model of one layer for
 * each node (two where zeros are put around a map), which gives logits, without a softmax, for images of 0 to 1.
 *
 * Pruned weights are written as 0; compact a network first to write it smaller. Throws as listWeights, and
 * `invalid-weights` for a missing weight.
 */
export function writeLayersModel(spec: NetworkSpec, weights: Weights, masks: Masks = {}): LayersModelFiles {
  const slots = listWeights(spec);
  const model = {
    format: 'layers-model',
    generatedBy: 'Pruning Lab',
    convertedBy: null,
    modelTopology: buildTopology(spec),
    userDefinedMetadata: {
      input: 'pixels / 255, [images, height, width, channels]',
      output: 'logits [images, classes], without softmax',
    },
    weightsManifest: [
      {
        paths: [WEIGHTS_FILE],
        weights: slots.map((slot) => ({ name: nameWeight(spec, slot), shape: slot.shape, dtype: 'float32' })),
      },
    ],
  };
  return { modelJson: JSON.stringify(model), weightsBin: writeValues(slots, weights, masks) };
}
