import { z } from 'zod';
import { AppError } from '../../base/errors.ts';
import { PLAIN_LIMITS } from '../../network/buildPlainNetwork.ts';
import { listWeights, sizeOf } from '../../network/listWeights.ts';
import type { InputNode, NetworkSpec, Shape } from '../../network/spec.ts';
import type { Weights } from '../../network/weights.ts';
import { assignWeights } from './assignWeights.ts';
import { type BuiltSpec, buildSpec, type ImportedLayer } from './buildSpec.ts';
import { showValue } from './kerasLayer.ts';
import { parseManifest } from './parseManifest.ts';
import { parseTopology } from './parseTopology.ts';

/** Something that was changed on the way in; `subject` is the layer, or the file, that it is about. */
export interface ImportNote {
  /**
   * `softmax-dropped`: the softmax at the end was left out, the network gives logits. `sigmoid-output`: the last values
   * are sigmoids, which everything here takes for logits. `padding-merged`: zeros went into the convolution behind.
   * `layer-passed`: it changes nothing and was left out. `values-filled`: a normalisation without γ got ones, without β
   * zeros. `file-unused`: no weight is in that file.
   */
  readonly code:
    | 'softmax-dropped'
    | 'sigmoid-output'
    | 'padding-merged'
    | 'layer-passed'
    | 'values-filled'
    | 'file-unused';
  readonly subject: string;
}

/** What a LayersModel holds, to be looked at before it is taken in. */
export interface LayersModelSummary {
  /** As the file names it. */
  readonly name: string;
  /** What wrote the file, as it says itself; empty where it does not. */
  readonly generatedBy: string;
  /** `[height, width, channels]` or `[units]` of one image. */
  readonly inputShape: Shape;
  /** Logits that the network gives. */
  readonly classes: number;
  /** Layers under their names in the file, with the nodes that they became, in computing order. */
  readonly layers: readonly ImportedLayer[];
  /** Values of all weights, biases and normalisations' running statistics. */
  readonly parameters: number;
  /** Bytes of the weights in their files. */
  readonly sizeBytes: number;
  readonly notes: readonly ImportNote[];
}

/** A network read from a LayersModel. */
export interface LayersModel {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly summary: LayersModelSummary;
}

const headSchema = z.looseObject({
  format: z.literal('layers-model').nullish(),
  generatedBy: z.string().nullish(),
  convertedBy: z.string().nullish(),
  weightsManifest: z.unknown(),
});

function parseHead(modelJson: unknown): z.output<typeof headSchema> {
  const parsed = headSchema.safeParse(modelJson);
  if (parsed.success) return parsed.data;
  const format =
    typeof modelJson === 'object' && modelJson !== null && 'format' in modelJson
      ? modelJson.format
      : undefined;
  if (format === undefined)
    throw new AppError('invalid-network', 'invalid model.json: expected a JSON object', {});
  throw new AppError(
    'invalid-network',
    `invalid model.json: format is ${showValue(format)} (expected "layers-model"; a graph model has no layers to prune)`,
    {},
  );
}

function listNotes(
  { layers, origins, softmaxLayer, spec }: BuiltSpec,
  unusedFiles: readonly string[],
): readonly ImportNote[] {
  const note = (code: ImportNote['code']) => (subject: string) => ({ code, subject });
  const idle = layers.filter(({ nodes, name }) => nodes.length === 0 && name !== softmaxLayer);
  const filled = origins.filter(({ names }) => names.length === 0).map(({ layer }) => layer);
  const last = spec.nodes.at(-1)!;
  return [
    ...(softmaxLayer === undefined ? [] : [softmaxLayer]).map(note('softmax-dropped')),
    ...(last.kind === 'sigmoid' ? [last.name] : []).map(note('sigmoid-output')),
    ...idle.map(({ name, className }) =>
      note(className === 'ZeroPadding2D' ? 'padding-merged' : 'layer-passed')(name),
    ),
    ...[...new Set(filled)].map(note('values-filled')),
    ...unusedFiles.map(note('file-unused')),
  ];
}

function checkParameters(parameters: number): void {
  const limit = PLAIN_LIMITS.parameters[1];
  if (parameters > limit) {
    throw new AppError('invalid-network', `parameters: ${parameters} (expected at most ${limit})`, {
      parameters,
    });
  }
}

function listUnusedFiles(manifest: unknown, files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const groups = manifest as readonly { readonly paths: readonly string[] }[];
  const used = new Set(
    groups.flatMap(({ paths }) => paths.flatMap((path) => [path, path.replace(/^.*\//, '')])),
  );
  return [...files.keys()].filter((name) => !used.has(name));
}

/**
 * Reads a tfjs LayersModel, as tfjs and tensorflowjs_converter write it: `modelJson` is the parsed model.json,
 * `weightFiles` the binary files by the names it gives them.
 *
 * Layers get valid names of nodes; the summary says which. Throws `invalid-network` for what is not supported or beyond
 * its bounds (200 layers, 20 million parameters), naming the layer and what was expected, and `invalid-weights` for
 * weights that do not fit (100 MB at most).
 */
export function parseLayersModel(
  modelJson: unknown,
  weightFiles: ReadonlyMap<string, Uint8Array>,
): LayersModel {
  const head = parseHead(modelJson);
  const topology = parseTopology(modelJson);
  const built = buildSpec(topology);
  const slots = listWeights(built.spec);
  const parameters = slots.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  checkParameters(parameters);
  const tensors = parseManifest(head.weightsManifest, weightFiles);
  const weights = assignWeights(slots, built.origins, tensors);
  const input = built.spec.nodes.find((node): node is InputNode => node.kind === 'input')!;
  return {
    spec: built.spec,
    weights,
    summary: {
      name: topology.name,
      generatedBy: [head.generatedBy, head.convertedBy].filter(Boolean).join(', '),
      inputShape: input.shape,
      classes: built.shapes.get(built.spec.nodes.at(-1)!.name)![0]!,
      layers: built.layers,
      parameters,
      sizeBytes: tensors.reduce((sum, { bytes }) => sum + bytes.length, 0),
      notes: listNotes(built, listUnusedFiles(head.weightsManifest, weightFiles)),
    },
  };
}
