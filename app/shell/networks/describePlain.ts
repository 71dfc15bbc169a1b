import {
  AppError,
  type NetworkSpec,
  type PlainNetwork,
  type Recipe,
  recipeSchema,
} from '../../../src/index.ts';
import { countNodeParams } from './countParams.ts';
import type { DatasetKind } from './datasetShapes.ts';
import type { DatasetName } from './networkChoices.ts';
import { buildPlainNetwork, countMacs, inferShapes } from './networks.ts';

/** What a layer of the form makes, its batch normalisation and pool included. */
export interface PlainLayer {
  /** `[height, width, channels]` or `[units]`. */
  readonly shape: readonly number[];
  /** Values that training changes. */
  readonly params: number;
}

export type PlainDescription =
  | {
      readonly kind: 'built';
      readonly spec: NetworkSpec;
      /** By name: `conv1`, `fc1`. */
      readonly layers: ReadonlyMap<string, PlainLayer>;
      readonly params: number;
      /** Multiply-accumulates for one image. */
      readonly macs: number;
    }
  | { readonly kind: 'invalid'; readonly error: AppError };

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

/** The layers of a chain, each with all that follows it up to the next one. */
function listLayers(spec: NetworkSpec): ReadonlyMap<string, PlainLayer> {
  const shapes = inferShapes(spec);
  const params = countNodeParams(spec);
  const layers = new Map<string, PlainLayer>();
  let layer: string | undefined;
  for (const { kind, name } of spec.nodes) {
    // A flatten is the first thing of what comes after the convolutions.
    if (kind === 'flatten') layer = undefined;
    if (kind === 'conv2d' || kind === 'dense') layer = name;
    if (layer === undefined) continue;
    const before = layers.get(layer)?.params ?? 0;
    layers.set(layer, { shape: shapes.get(name)!, params: before + (params.get(name) ?? 0) });
  }
  return layers;
}

/** Builds what a person filled in and counts it, or says what is wrong with it. */
export function describePlain(
  options: PlainNetwork,
  { imageShape, classes }: Pick<DatasetKind, 'imageShape' | 'classes'>,
): PlainDescription {
  try {
    const spec = buildPlainNetwork(options, imageShape, classes);
    return {
      kind: 'built',
      spec,
      layers: listLayers(spec),
      params: sum(countNodeParams(spec).values()),
      macs: sum(countMacs(spec).values()),
    };
  } catch (thrown) {
    if (thrown instanceof AppError) return { kind: 'invalid', error: thrown };
    throw thrown;
  }
}

/** A recipe without steps that opens a built network. */
export function toSpecRecipe(spec: NetworkSpec, dataset: DatasetName): Recipe {
  return recipeSchema.parse({ version: 1, seed: 1, dataset: { name: dataset }, network: { spec } });
}
