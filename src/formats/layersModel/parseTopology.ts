import { z } from 'zod';
import { AppError } from '../../base/errors.ts';
import { invalidLayer, type KerasLayer, showValue } from './kerasLayer.ts';
import { parseInboundNodes } from './parseInboundNodes.ts';

/** A model's layers in an order in which they can be computed. */
export interface Topology {
  readonly name: string;
  readonly layers: readonly KerasLayer[];
  /** Name of the layer whose output is the model's. */
  readonly output: string;
}

/** Most layers that are read. */
export const MAX_LAYERS = 200;

const layerSchema = z.object({
  class_name: z.string().max(100),
  config: z.looseObject({ name: z.string().min(1).max(200) }),
  inbound_nodes: z.array(z.unknown()).nullish(),
});
type LayerEntry = z.output<typeof layerSchema>;

const layerList = z.array(z.unknown());
const reference = z.union([
  z.tuple([z.string()]).rest(z.unknown()),
  z.tuple([z.tuple([z.string()]).rest(z.unknown())]),
]);

const modelSchema = z.object({
  class_name: z.string().max(100),
  config: z.union([
    layerList.transform((layers) => ({ name: 'sequential', layers })),
    z.looseObject({ name: z.string().min(1).default('model'), layers: layerList }),
  ]),
});
type ModelEntry = z.output<typeof modelSchema>;

/** What stands in a model.json beside its weights; Python's converter puts the model a level deeper. */
const topologySchema = z.object({
  modelTopology: z.union([
    z.object({ model_config: modelSchema }).transform((top) => top.model_config),
    modelSchema,
  ]),
});

function invalid(message: string, cause?: unknown): AppError {
  return new AppError('invalid-network', `invalid model.json: ${message}`, {}, cause);
}

function parseLayer(entry: unknown, index: number): LayerEntry {
  const parsed = layerSchema.safeParse(entry);
  if (parsed.success) return parsed.data;
  const { path } = parsed.error.issues[0]!;
  throw invalid(
    `layer ${index + 1} is ${showValue(entry)} (expected class_name and config.name; wrong at ${path.join('.') || 'its top'})`,
    parsed.error,
  );
}

/** The shape a Sequential model without an input layer says of its first one. */
function findFirstShape({ config }: ModelEntry, first: LayerEntry): unknown {
  const settings = first.config;
  return (
    settings.batch_input_shape ??
    settings.batch_shape ??
    ('build_input_shape' in config ? config.build_input_shape : undefined)
  );
}

function listChain(model: ModelEntry, entries: readonly LayerEntry[]): readonly KerasLayer[] {
  const first = entries[0]!;
  const head: KerasLayer[] =
    first.class_name === 'InputLayer'
      ? []
      : [
          {
            name: entries.some(({ config }) => config.name === 'input')
              ? `${first.config.name}_input`
              : 'input',
            className: 'InputLayer',
            config: { batch_input_shape: findFirstShape(model, first) },
            inputs: [],
          },
        ];
  const chain = [...head];
  for (const { class_name, config } of entries) {
    const before = chain.at(-1);
    chain.push({ name: config.name, className: class_name, config, inputs: before ? [before.name] : [] });
  }
  return chain;
}

function parseReference(model: ModelEntry, key: 'input_layers' | 'output_layers'): string {
  const value = key in model.config ? (model.config as Readonly<Record<string, unknown>>)[key] : undefined;
  const parsed = reference.safeParse(value);
  if (!parsed.success) {
    throw invalid(
      `${key} is ${showValue(value)} (expected one layer: models with one input and one output are read)`,
    );
  }
  const [first] = parsed.data;
  return typeof first === 'string' ? first : first[0];
}

/** Layers so that each comes after all it reads, otherwise in the order of the file. */
function orderLayers(layers: readonly KerasLayer[]): readonly KerasLayer[] {
  const known = new Set<string>();
  for (const layer of layers) {
    if (known.has(layer.name)) throw invalidLayer(layer, 'its name is used twice');
    known.add(layer.name);
  }
  const ordered = new Map<string, KerasLayer>();
  while (ordered.size < layers.length) {
    const left = layers.filter(({ name }) => !ordered.has(name));
    const next = left.find(({ inputs }) => inputs.every((name) => ordered.has(name)));
    if (!next) {
      const [layer] = left;
      const missing = layer!.inputs.find((name) => !known.has(name));
      throw invalidLayer(
        layer!,
        missing ? `reads the unknown layer ${missing}` : 'reads, through others, itself',
      );
    }
    ordered.set(next.name, next);
  }
  return [...ordered.values()];
}

/**
 * The graph of a tfjs LayersModel: `Sequential`, `Functional` or `Model` as Keras 2, Keras 3 and tfjs itself write it.
 *
 * Throws `invalid-network` for everything else, for over 200 layers, several inputs or outputs, layers that are used
 * twice, names that are used twice, and circles.
 */
export function parseTopology(modelJson: unknown): Topology {
  const parsed = topologySchema.safeParse(modelJson);
  if (!parsed.success) {
    throw invalid('expected a modelTopology of class_name and config with layers', parsed.error);
  }
  const model = parsed.data.modelTopology;
  const { layers: entries, name } = model.config;
  if (entries.length === 0 || entries.length > MAX_LAYERS) {
    throw invalid(`${entries.length} layers (expected 1 to ${MAX_LAYERS})`);
  }
  const layers = entries.map(parseLayer);
  switch (model.class_name) {
    case 'Sequential': {
      const chain = orderLayers(listChain(model, layers));
      return { name, layers: chain, output: chain.at(-1)!.name };
    }
    case 'Functional':
    case 'Model': {
      const graph = layers.map(({ class_name, config, inbound_nodes }): KerasLayer => {
        const layer = { name: config.name, className: class_name, config, inputs: [] };
        return { ...layer, inputs: parseInboundNodes(layer, inbound_nodes ?? []) };
      });
      parseReference(model, 'input_layers');
      return { name, layers: orderLayers(graph), output: parseReference(model, 'output_layers') };
    }
    default:
      throw invalid(
        `class_name is ${showValue(model.class_name)} (expected Sequential, Functional or Model)`,
      );
  }
}
