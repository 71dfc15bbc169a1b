import { throwIfAborted } from '../base/errors.ts';
import { createProgressMeter } from '../base/progress.ts';
import type { ImageSplit } from '../data/dataset.ts';
import type { Engine, Model, RunOptions } from '../engine/engine.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from '../pruning/applyMasks.ts';
import { listPrunedLayers } from '../pruning/checkPrune.ts';
import { computePrune } from '../pruning/computePrune.ts';
import type { PruneRequest } from '../pruning/prune.ts';
import type { SensitivityCurve, SensitivityPoint } from './sensitivity.ts';
import { wilsonInterval } from './wilsonInterval.ts';

/** The first, quick round. */
const COARSE_LEVELS = 4;
const COARSE_IMAGES = 200;

interface NetworkState {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly masks: Masks;
}

export interface SensitivityOptions {
  readonly granularity: 'weight' | 'filter';
  /** Shares of a layer's units to prune, 0…1. */
  readonly levels: readonly number[];
  /** Test images for each point of the refined curves. */
  readonly images: number;
}

export interface SensitivityRun extends RunOptions {
  /** Told each point as it is measured; a refined one replaces the coarse one of the same layer and sparsity. */
  readonly onPoint?: (layer: string, point: SensitivityPoint) => void;
}

interface Round {
  readonly levels: readonly number[];
  readonly images: number;
}

/** Some levels spread over all, the first and the last among them. */
function pickCoarse(levels: readonly number[]): readonly number[] {
  if (levels.length <= COARSE_LEVELS) return levels;
  return Array.from(
    { length: COARSE_LEVELS },
    (_, index) => levels[Math.round((index * (levels.length - 1)) / (COARSE_LEVELS - 1))]!,
  );
}

function planRounds(levels: readonly number[], images: number): readonly Round[] {
  const rising = [...new Set(levels)].sort((a, b) => a - b);
  return [
    { levels: pickCoarse(rising), images: Math.min(COARSE_IMAGES, images) },
    { levels: rising, images },
  ];
}

/** Prunes one layer of a snapshot alone and reads the accuracy, on one model whose weights it puts back after each point. */
class Prober {
  private readonly measured = new Map<string, SensitivityPoint>();
  private readonly original: Weights;
  private readonly engine: Engine;
  private readonly model: Model;
  private readonly state: NetworkState;
  private readonly split: ImageSplit;
  private readonly request: Omit<PruneRequest, 'amount' | 'layers'>;

  constructor(engine: Engine, state: NetworkState, split: ImageSplit, granularity: 'weight' | 'filter') {
    this.engine = engine;
    this.state = state;
    this.split = split;
    this.request = {
      criterion: granularity === 'weight' ? 'magnitude' : 'l1',
      granularity,
      scope: 'uniform',
    };
    this.original = applyMasks(state.weights, state.masks);
    // Masks are multiplied in here and not handed over: the device then has nothing to undo but the values themselves.
    this.model = engine.createModel(state.spec, this.original, {});
  }

  /** A point of a layer's curve; undefined where as many units were already measured on as many images. */
  async measure(layer: string, level: number, images: number, signal: AbortSignal | undefined) {
    const { spec, weights, masks } = this.state;
    const step: PruneRequest = { ...this.request, amount: { sparsity: level }, layers: [layer] };
    const { masks: pruned, report } = computePrune(spec, weights, masks, step);
    const { sparsity, newlyPruned } = report.layers.map((entry) => ({
      sparsity: entry.prunedUnits / entry.units,
      newlyPruned: entry.newlyPruned,
    }))[0]!;
    const key = `${layer}/${sparsity}/${images}`;
    if (this.measured.has(key)) return undefined;
    // With nothing cut, all layers share one point.
    const baseKey = `base/${images}`;
    const known = newlyPruned === 0 ? this.measured.get(baseKey) : undefined;
    const accuracy = known?.accuracy ?? (await this.evaluate(pruned, images, signal));
    const point = { sparsity, accuracy, images, ...wilsonInterval(Math.round(accuracy * images), images) };
    this.measured.set(key, point);
    if (newlyPruned === 0) this.measured.set(baseKey, point);
    return point;
  }

  /** Accuracy with other masks; touches only the weights whose masks differ from the snapshot's. */
  private async evaluate(pruned: Masks, images: number, signal: AbortSignal | undefined): Promise<number> {
    const touched = Object.keys(pruned).filter((name) => pruned[name] !== this.state.masks[name]);
    const pick = (weights: Weights) => Object.fromEntries(touched.map((name) => [name, weights[name]!]));
    this.model.writeWeights(applyMasks(pick(this.original), pruned));
    try {
      const { accuracy } = await this.engine.evaluate(
        this.model,
        this.split,
        images,
        signal ? { signal } : {},
      );
      return accuracy;
    } finally {
      this.model.writeWeights(pick(this.original));
    }
  }

  dispose(): void {
    this.model.dispose();
  }
}

/** The finest points of each layer by rising sparsity. */
function toCurves(
  layers: readonly string[],
  granularity: 'weight' | 'filter',
  points: ReadonlyMap<string, ReadonlyMap<number, SensitivityPoint>>,
): readonly SensitivityCurve[] {
  return layers.map((layer) => ({
    layer,
    granularity,
    points: [...points.get(layer)!.values()].sort((a, b) => a.sparsity - b.sparsity),
  }));
}

/**
 * Measures how accuracy falls as each layer alone is pruned by magnitude (weights) or L1 (filters with their whole
 * group), from the snapshot's own masks on (Han et al. 2015, §4, Fig. 6).
 *
 * First a few levels on a few hundred images, then all levels on all; within a level the layers take turns, so that
 * every curve appears early. Levels below what a layer has lost already fall together in one point.
 */
export async function measureSensitivity(
  engine: Engine,
  state: NetworkState,
  split: ImageSplit,
  { granularity, levels, images }: SensitivityOptions,
  { signal, onPoint, onProgress }: SensitivityRun = {},
): Promise<readonly SensitivityCurve[]> {
  const request = { criterion: granularity === 'weight' ? 'magnitude' : 'l1', granularity } as const;
  const layers = listPrunedLayers(state.spec, { ...request, scope: 'uniform', amount: { sparsity: 0 } }).map(
    ({ layer }) => layer,
  );
  const rounds = planRounds(levels, Math.min(images, split.count));
  const total = rounds.reduce((sum, round) => sum + round.levels.length * layers.length * round.images, 0);
  const measureProgress = createProgressMeter(total);
  const points = new Map(layers.map((layer) => [layer, new Map<number, SensitivityPoint>()]));
  const prober = new Prober(engine, state, split, granularity);
  try {
    let done = 0;
    for (const round of rounds) {
      for (const level of round.levels) {
        for (const layer of layers) {
          throwIfAborted(signal);
          const point = await prober.measure(layer, level, round.images, signal);
          done += round.images;
          if (point) {
            points.get(layer)!.set(point.sparsity, point);
            onPoint?.(layer, point);
          }
          onProgress?.(measureProgress(done));
        }
      }
    }
    return toCurves(layers, granularity, points);
  } finally {
    prober.dispose();
  }
}
