import { AppError } from '../../base/errors.ts';
import { computeSha256 } from '../../data/computeSha256.ts';
import { parseLayersModel } from '../../formats/layersModel/parseLayersModel.ts';
import { parseSafetensors, writeSafetensors } from '../../formats/safetensors.ts';
import { fromTorchWeights, toTorchWeights } from '../../formats/torchLayout.ts';
import { inferShapes } from '../../network/inferShapes.ts';
import { listWeights, sizeOf } from '../../network/listWeights.ts';
import { type InputNode, isWeightedNode, type NetworkSpec } from '../../network/spec.ts';
import type { Weights } from '../../network/weights.ts';
import { formatPath } from '../../recipe/parseRecipe.ts';
import { networkSpecSchema } from '../../recipe/schema/networkSchema.ts';
import { type FileLayer, type NetworkFileSummary, OWN_WEIGHTS } from '../protocol.ts';
import { type GatheredNetwork, gatherNetworkFiles } from './gatherNetworkFiles.ts';
import { refuse } from './unpackNetworkZip.ts';

/** A network read from files. */
export interface ReadNetwork {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly summary: NetworkFileSummary;
}

interface NamedNodes {
  readonly name: string;
  readonly className: string;
  readonly nodes: readonly string[];
}

/** The layers with what each gives and how many values it has. */
function describeLayers(spec: NetworkSpec, layers: readonly NamedNodes[]): readonly FileLayer[] {
  const shapes = inferShapes(spec);
  const slots = listWeights(spec);
  return layers.map(({ name, className, nodes }) => ({
    name,
    className,
    shape: shapes.get(nodes.at(-1) ?? '') ?? null,
    parameters: slots
      .filter(({ node }) => nodes.includes(node))
      .reduce((sum, { shape }) => sum + sizeOf(shape), 0),
  }));
}

/** What recipes call these weights: the same for the same values, whatever file they came in. */
async function nameWeights(spec: NetworkSpec, weights: Weights): Promise<string> {
  return `${OWN_WEIGHTS}${await computeSha256(writeSafetensors(toTorchWeights(spec, weights)))}`;
}

/** As it was found, not yet named. */
interface FoundNetwork extends Omit<ReadNetwork, 'summary'> {
  readonly summary: Omit<NetworkFileSummary, 'weights'>;
}

function readLayersModel({
  modelJson,
  weightFiles,
}: Extract<GatheredNetwork, { kind: 'layersModel' }>): FoundNetwork {
  const { spec, weights, summary } = parseLayersModel(modelJson, weightFiles);
  const layers = describeLayers(spec, summary.layers);
  return { spec, weights, summary: { ...summary, source: 'layersModel', layers } };
}

function readWeights(
  { bytes, masks }: Extract<GatheredNetwork, { kind: 'weights' }>,
  spec: NetworkSpec | null,
): FoundNetwork {
  if (!spec) throw refuse('no-open-network', 'a safetensors file holds no layers (expected an open network)');
  const weights = fromTorchWeights(spec, parseSafetensors(bytes));
  const shapes = inferShapes(spec);
  const named = spec.nodes
    .filter((node) => isWeightedNode(node) || node.kind === 'batchNorm')
    .map(({ name, kind }) => ({ name, className: kind, nodes: [name] }));
  return {
    spec,
    weights,
    summary: {
      source: 'weights',
      name: spec.name,
      generatedBy: '',
      inputShape: spec.nodes.find((node): node is InputNode => node.kind === 'input')!.shape,
      classes: shapes.get(spec.nodes.at(-1)!.name)![0]!,
      layers: describeLayers(spec, named),
      parameters: listWeights(spec).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      sizeBytes: bytes.length,
      notes: masks.map((subject) => ({ code: 'masks-left', subject })),
    },
  };
}

/** What recipes cannot hold, they cannot start from. */
function checkSpec(spec: NetworkSpec): void {
  const parsed = networkSpecSchema.safeParse(spec);
  if (parsed.success) return;
  const { path, message } = parsed.error.issues[0]!;
  const place = path[0] === 'nodes' ? spec.nodes[Number(path[1])]?.name : undefined;
  throw new AppError(
    'invalid-network',
    `${place ?? 'network'}: ${formatPath(path.slice(place === undefined ? 0 : 2))}: ${message.toLowerCase()}`,
    {},
    parsed.error,
  );
}

/**
 * Reads the network in files that belong together; `open` is what a safetensors file is for.
 *
 * Throws as gatherNetworkFiles, parseLayersModel, parseSafetensors and fromTorchWeights.
 */
export async function readNetworkFiles(
  files: readonly File[],
  open: NetworkSpec | null,
): Promise<ReadNetwork> {
  const gathered = await gatherNetworkFiles(files);
  const network = gathered.kind === 'weights' ? readWeights(gathered, open) : readLayersModel(gathered);
  const { spec, weights, summary } = network;
  checkSpec(spec);
  return { spec, weights, summary: { ...summary, weights: await nameWeights(spec, weights) } };
}
