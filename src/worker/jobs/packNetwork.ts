import { strToU8, zipSync } from 'fflate';
import { WEIGHTS_FILE, writeLayersModel } from '../../formats/layersModel/writeLayersModel.ts';
import { writeLoadScript } from '../../formats/loadScript/writeLoadScript.ts';
import { writeSafetensors } from '../../formats/safetensors.ts';
import { toTorchMasks, toTorchWeights } from '../../formats/torchLayout.ts';
import { compact } from '../../pruning/compact.ts';
import type { Snapshot } from '../../recipe/snapshot.ts';
import type { NetworkFormat } from '../protocol.ts';

export interface PackOptions {
  /** Names the files. */
  readonly name: string;
  readonly format: NetworkFormat;
  /** Cuts out channels that nothing makes or nothing reads first. */
  readonly compacted: boolean;
  /** What the network was measured on, for the README. */
  readonly dataset: { readonly title: string; readonly classes: readonly string[] };
}

type Network = Pick<Snapshot, 'spec' | 'weights' | 'masks' | 'summary'>;

function writeReadme({ spec, summary }: Network, { name, dataset, compacted }: PackOptions): string {
  const { accuracy, images } = summary.accuracy;
  return `${spec.name}, snapshot "${name}", taken home from Pruning Lab${compacted ? ', compacted: the same logits up to rounding' : ''}.

Load it: python load.py "${name}.safetensors"   (PyTorch 1.10 or later; or "from load import load" in your own code)

Input:    [images, channels, height, width] of pixels / 255.
Output:   logits, without softmax. Classes in their order: ${dataset.classes.join(', ')}.
Masks:    1 keep, 0 pruned, under the names of the weights; load.py applies them. Pruned weights are 0 already.
Accuracy: ${(100 * accuracy).toFixed(2)} % of ${images} test images of ${dataset.title}, in Pruning Lab.
`;
}

function packTorch(network: Network, options: PackOptions): Uint8Array {
  const { spec, weights, masks } = network;
  const { name } = options;
  return zipSync({
    [`${name}.safetensors`]: writeSafetensors(toTorchWeights(spec, weights)),
    [`${name}.masks.safetensors`]: writeSafetensors(toTorchMasks(spec, masks)),
    'load.py': strToU8(writeLoadScript(spec)),
    'README.txt': strToU8(writeReadme(network, options)),
  });
}

function packLayersModel({ spec, weights, masks }: Network): Uint8Array {
  const { modelJson, weightsBin } = writeLayersModel(spec, weights, masks);
  return zipSync({ 'model.json': strToU8(modelJson), [WEIGHTS_FILE]: weightsBin });
}

/** A snapshot as one file to take home: safetensors in PyTorch's layout, or a zip of all that PyTorch or tfjs needs. */
export function packNetwork(snapshot: Network, options: PackOptions): Uint8Array {
  const network = options.compacted
    ? { ...snapshot, ...compact(snapshot.spec, snapshot.weights, snapshot.masks) }
    : snapshot;
  const { spec, weights, masks } = network;
  switch (options.format) {
    case 'weights':
      return writeSafetensors(toTorchWeights(spec, weights));
    case 'masks':
      return writeSafetensors(toTorchMasks(spec, masks));
    case 'torch':
      return packTorch(network, options);
    case 'layersModel':
      return packLayersModel(network);
    default:
      return options.format satisfies never;
  }
}
