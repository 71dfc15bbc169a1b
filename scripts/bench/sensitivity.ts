import { measureSensitivity } from '../../src/analysis/sensitivity/measureSensitivity.ts';
import type { ImageSplit } from '../../src/data/dataset.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { nodeWasmPaths } from '../../src/engine/nodeWasmPaths.ts';
import { channelGroups } from '../../src/network/channelGroups.ts';
import { isWeightedNode } from '../../src/network/spec.ts';
import { applyMasks } from '../../src/pruning/applyMasks.ts';
import { computePrune } from '../../src/pruning/computePrune.ts';
import type { PruneRequest } from '../../src/pruning/prune.ts';
import type { StartState } from '../../src/recipe/openStart.ts';
import { openLenet5 } from './openLenet5.ts';

const LEVELS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const IMAGES = 1000;

/** Sensitivity curves of LeNet-5, ten levels for each layer on 1,000 images, on WebAssembly. */
export interface SensitivityTimes {
  /** Each point pruned on a copy of the weights and evaluated as a whole. */
  readonly naiveMs: number;
  readonly oursMs: number;
  /** Until every layer has its coarse curve. */
  readonly firstCurvesMs: number;
  /** True where every accuracy is the same number. */
  readonly identical: boolean;
}

type Granularity = 'weight' | 'filter';

function listLayers({ spec }: StartState, granularity: Granularity): readonly string[] {
  if (granularity === 'filter') return channelGroups(spec).map(({ layer }) => layer);
  return spec.nodes.filter(isWeightedNode).map(({ name }) => name);
}

/** `layer/sparsity` → accuracy, each point by a network of its own. */
async function measureNaively(
  engine: Engine,
  { spec, weights, masks }: StartState,
  split: ImageSplit,
  granularity: Granularity,
  layers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const criterion = granularity === 'weight' ? 'magnitude' : 'l1';
  const accuracies = new Map<string, number>();
  for (const layer of layers) {
    for (const sparsity of LEVELS) {
      const step: PruneRequest = {
        criterion,
        granularity,
        scope: 'uniform',
        amount: { sparsity },
        layers: [layer],
      };
      const pruned = computePrune(spec, weights, masks, step);
      const model = engine.createModel(spec, applyMasks(weights, pruned.masks), {});
      const { accuracy } = await engine.evaluate(model, split, IMAGES);
      model.dispose();
      accuracies.set(`${layer}/${pruned.report.sparsity}`, accuracy);
    }
  }
  return accuracies;
}

/** Measures both ways in this process, after one unrecorded evaluation. */
export async function measureSensitivityTimes(
  granularity: Granularity = 'weight',
): Promise<SensitivityTimes> {
  const { network, dataset } = await openLenet5(IMAGES);
  const engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
  try {
    const warmUp = engine.createModel(network.spec, network.weights, network.masks);
    await engine.evaluate(warmUp, dataset.test, IMAGES);
    warmUp.dispose();
    const layers = listLayers(network, granularity);
    const naiveStart = performance.now();
    const naive = await measureNaively(engine, network, dataset.test, granularity, layers);
    const naiveMs = performance.now() - naiveStart;
    const coarse = new Map(layers.map((layer) => [layer, 0]));
    let firstCurvesMs = 0;
    const oursStart = performance.now();
    const curves = await measureSensitivity(
      engine,
      network,
      dataset.test,
      {
        criterion: granularity === 'weight' ? 'magnitude' : 'l1',
        granularity,
        levels: LEVELS,
        images: IMAGES,
      },
      {
        onPoint(layer) {
          coarse.set(layer, coarse.get(layer)! + 1);
          const drawn = [...coarse.values()].every((points) => points >= 4);
          if (drawn && firstCurvesMs === 0) firstCurvesMs = performance.now() - oursStart;
        },
      },
    );
    const oursMs = performance.now() - oursStart;
    const ours = curves.flatMap(({ layer, points }) =>
      points.map(({ sparsity, accuracy }) => naive.get(`${layer}/${sparsity}`) === accuracy),
    );
    return { naiveMs, oursMs, firstCurvesMs, identical: ours.length === naive.size && ours.every(Boolean) };
  } finally {
    engine.dispose();
  }
}
