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
import { toMs, toRatio } from './report.ts';

const LEVELS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const IMAGES = 1000;

export type Granularity = 'weight' | 'filter';

/** Sensitivity curves of LeNet-5, ten levels for each layer on 1,000 images, on WebAssembly. */
export interface SensitivityTimes {
  readonly layers: readonly string[];
  /** Each point pruned on a copy of the weights and evaluated as a whole. */
  readonly naiveMs: number;
  readonly oursMs: number;
  /** The curve of the first layer by itself: all of the network behind it is computed anew for each of its points. */
  readonly firstLayerMs: number;
  /** Until every layer has its coarse curve. */
  readonly firstCurvesMs: number;
  /** True where every accuracy is the same number. */
  readonly identical: boolean;
}

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
export async function measureSensitivityTimes(granularity: Granularity): Promise<SensitivityTimes> {
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
    const request = {
      criterion: granularity === 'weight' ? ('magnitude' as const) : ('l1' as const),
      granularity,
      levels: LEVELS,
      images: IMAGES,
    };
    const oursStart = performance.now();
    const curves = await measureSensitivity(engine, network, dataset.test, request, {
      onPoint(layer) {
        coarse.set(layer, coarse.get(layer)! + 1);
        const drawn = [...coarse.values()].every((points) => points >= 4);
        if (drawn && firstCurvesMs === 0) firstCurvesMs = performance.now() - oursStart;
      },
    });
    const oursMs = performance.now() - oursStart;
    const ours = curves.flatMap(({ layer, points }) =>
      points.map(({ sparsity, accuracy }) => naive.get(`${layer}/${sparsity}`) === accuracy),
    );
    const firstStart = performance.now();
    await measureSensitivity(engine, network, dataset.test, { ...request, layers: layers.slice(0, 1) });
    const firstLayerMs = performance.now() - firstStart;
    const identical = ours.length === naive.size && ours.every(Boolean);
    return { layers, naiveMs, oursMs, firstLayerMs, firstCurvesMs, identical };
  } finally {
    engine.dispose();
  }
}

/** One line of the report. */
export function reportSensitivity(times: SensitivityTimes, granularity: Granularity): string {
  const { layers, naiveMs, oursMs, firstLayerMs, firstCurvesMs, identical } = times;
  return `- Sensitivity of LeNet-5 by ${granularity} (${layers.length} layers × ${LEVELS.length} levels × ${IMAGES.toLocaleString('en')} images), Node, one thread: ${toMs(oursMs)} ms,
  each point by itself ${toMs(naiveMs)} ms (${toRatio(naiveMs, oursMs)}), with ${identical ? 'the same numbers' : 'OTHER NUMBERS'}; first coarse curves after ${toMs(firstCurvesMs)} ms
  (${((100 * firstCurvesMs) / oursMs).toFixed(0)} % of the whole); the curve of ${layers[0]} alone, behind which all is computed anew, ${toMs(firstLayerMs)} ms.`;
}
