import type { LayerApoz } from '../analysis/apoz.ts';
import type { LayerCost } from '../analysis/cost.ts';
import { computePareto, type ParetoReport, type ParetoSnapshot } from '../analysis/paretoFront.ts';
import type { BackendReport } from '../engine/engine.ts';
import type { MadeSnapshot } from './runRecipe.ts';
import type { Recipe } from './schema.ts';
import type { Measurements } from './snapshot.ts';

/** Versions of what computed a result. */
export interface ResultVersions {
  readonly pruningLab: string;
  readonly tfjs: string;
  readonly node?: string;
}

interface ResultLayer extends LayerCost {
  /** Of its channels, where the snapshot's step measured it. */
  readonly apoz?: readonly number[];
}

export interface ResultSnapshot
  extends Omit<MadeSnapshot['snapshot']['summary'], 'accuracy' | 'cost' | 'measurements'> {
  readonly name: string;
  readonly from?: string;
  readonly step?: MadeSnapshot['step'];
  readonly accuracy: number;
  readonly loss: number;
  readonly perClassAccuracy: readonly number[];
  /** Test images that these were measured on. */
  readonly images: number;
  readonly layers: readonly ResultLayer[];
  readonly totals: Omit<MadeSnapshot['snapshot']['summary']['cost']['totals'], 'bytes'>;
  /** Of the whole network in each storage format. */
  readonly bytes: MadeSnapshot['snapshot']['summary']['cost']['totals']['bytes'];
}

/** `result.json`: everything a recipe's run measured. Only what `withoutTimings` takes out differs between two runs. */
export interface RecipeResult {
  readonly version: 1;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly backend: Pick<BackendReport, 'name' | 'device'>;
  readonly versions: ResultVersions;
  readonly snapshots: readonly ResultSnapshot[];
  /** Accuracy against cost over all snapshots but those that only measure, and how much smaller each is than the start. */
  readonly pareto: ParetoReport;
  /** By the name of the snapshot. */
  readonly measurements: Readonly<Record<string, Measurements>>;
}

function withApoz(layer: LayerCost, apoz: readonly LayerApoz[] | undefined): ResultLayer {
  const measured = apoz?.find((entry) => entry.layer === layer.name);
  return measured ? { ...layer, apoz: measured.apoz } : layer;
}

function toResultSnapshot({ snapshot, from, step }: MadeSnapshot): ResultSnapshot {
  const { accuracy: report, cost, measurements, ...rest } = snapshot.summary;
  const { bytes, ...totals } = cost.totals;
  return {
    name: snapshot.name,
    ...(from === undefined ? {} : { from }),
    ...(step === undefined ? {} : { step }),
    accuracy: report.accuracy,
    loss: report.loss,
    perClassAccuracy: report.perClassAccuracy,
    images: report.images,
    layers: cost.layers.map((layer) => withApoz(layer, measurements?.apoz)),
    totals,
    bytes,
    ...rest,
  };
}

function toParetoSnapshot({ name, accuracy, totals, bytes }: ResultSnapshot): ParetoSnapshot {
  return { name, accuracy, ...totals, bytes: { ...bytes } };
}

/** Gathers what a run made into `result.json`. Plain JSON. */
export function toResult(
  recipe: Recipe,
  made: readonly MadeSnapshot[],
  { name, device }: BackendReport,
  versions: ResultVersions,
): RecipeResult {
  const measured = made.flatMap(({ snapshot: { name: of, summary } }) =>
    summary.measurements ? [[of, summary.measurements] as const] : [],
  );
  const snapshots = made.map(toResultSnapshot);
  return {
    version: 1,
    recipe,
    seed: recipe.seed,
    backend: { name, device },
    versions,
    snapshots,
    pareto: computePareto(snapshots.filter(({ step }) => step?.kind !== 'measure').map(toParetoSnapshot)),
    measurements: Object.fromEntries(measured),
  };
}

/** Keys under which stands what the clock has a say in, besides those that end in `Ms`. */
const TIMING_KEYS: ReadonlySet<string> = new Set([
  'seconds',
  'imagesPerSecond',
  'gmacsPerSecond',
  'speedUp',
  'breakEvenSparsity',
  'breakEvenOfProducts',
]);

/**
 * A result (or a part of it) without all that depends on the clock: two runs of one recipe on one backend are equal in
 * the rest.
 */
export function withoutTimings(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTimings);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !TIMING_KEYS.has(key) && !key.endsWith('Ms'))
      .map(([key, inner]) => [key, withoutTimings(inner)]),
  );
}
