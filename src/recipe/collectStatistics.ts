import { measureHessianGradients } from '../analysis/measureHessianGradients.ts';
import { measureLossCurves } from '../analysis/measureLossCurves.ts';
import { measureUnitChanges } from '../analysis/measureUnitChanges.ts';
import type { ActivationKind, RunOptions } from '../engine/engine.ts';
import { listActivations, listPrunedLayers } from '../pruning/checkPrune.ts';
import { CRITERIA } from '../pruning/criteria/criteria.ts';
import type { Need, PruneRequest, PruneStatistics } from '../pruning/prune.ts';
import { SCOPES } from '../pruning/scopes.ts';
import type { PrunableLayer } from '../pruning/units.ts';
import { deriveStepSeed } from './deriveStepSeed.ts';
import type { RunContext } from './runContext.ts';
import type { Snapshot } from './snapshot.ts';
import { withModel } from './withModel.ts';

type State = Pick<Snapshot, 'spec' | 'weights' | 'masks' | 'depth'>;

/** A prune step, or what a measurement prunes. */
type StatisticsRequest = PruneRequest & { readonly images?: number | undefined };

/** Collects one statistic; `images` are the first ones of the training split, so that the test images stay unseen. */
interface Collector {
  readonly images: number;
  collect(
    context: RunContext,
    state: State,
    step: StatisticsRequest,
    layers: readonly PrunableLayer[],
    images: number,
    run: RunOptions,
    known: PruneStatistics,
  ): Promise<PruneStatistics>;
}

function ofActivations(
  key: 'apoz' | 'meanActivation' | 'rank' | 'taylor' | 'taylorAbs',
  kind: ActivationKind,
): Collector['collect'] {
  return async ({ engine, dataset }, state, _step, layers, images, run) => {
    const nodes = layers.flatMap((layer) => listActivations(state.spec, layer).map(({ node }) => node));
    const collected = await withModel(engine, state, (model) =>
      engine.collectActivations(model, dataset.train, images, [...new Set(nodes)], [kind], run),
    );
    return { [key]: new Map(collected.map(({ node, channels }) => [node, channels[kind]])) };
  };
}

function ofUnits(key: 'lossChange' | 'divergence', change: 'loss' | 'divergence'): Collector['collect'] {
  return async ({ engine, dataset }, state, _step, layers, images, run) => ({
    [key]: await measureUnitChanges(engine, state, layers, dataset.train, { change, images }, run),
  });
}

function ofGradients(key: 'gradients' | 'squaredGradients', squared: boolean): Collector['collect'] {
  return async ({ engine, dataset }, state, _step, _layers, images, run) => ({
    [key]: await withModel(engine, state, (model) =>
      engine.collectGradients(model, dataset.train, images, { squared }, run),
    ),
  });
}

/** How each need is met; `weights` and `batchNorm` are there already. */
const COLLECTORS: Readonly<Partial<Record<Need, Collector>>> = {
  seed: {
    images: 0,
    collect: async ({ seed }, { depth }) => ({ seed: deriveStepSeed(seed, depth, 'prune') }),
  },
  apoz: { images: 1000, collect: ofActivations('apoz', 'zeros') },
  meanActivation: { images: 1000, collect: ofActivations('meanActivation', 'mean') },
  rank: { images: 128, collect: ofActivations('rank', 'rank') },
  taylor: { images: 500, collect: ofActivations('taylor', 'taylor') },
  taylorAbs: { images: 500, collect: ofActivations('taylorAbs', 'taylorAbs') },
  gradients: { images: 500, collect: ofGradients('gradients', false) },
  squaredGradients: { images: 256, collect: ofGradients('squaredGradients', true) },
  hessianGradients: {
    images: 250,
    collect: async ({ engine, dataset }, state, _step, _layers, images, run) => ({
      hessianGradients: await withModel(engine, state, (model) =>
        measureHessianGradients(engine, model, state.masks, dataset.train, images, run),
      ),
    }),
  },
  synapticFlow: {
    images: 0,
    collect: async ({ engine }, state) => ({
      synapticFlow: await withModel(engine, state, (model) => engine.collectSynapticFlow(model)),
    }),
  },
  lossChange: { images: 256, collect: ofUnits('lossChange', 'loss') },
  divergence: { images: 256, collect: ofUnits('divergence', 'divergence') },
  lossCurves: {
    images: 500,
    collect: async ({ engine, dataset }, state, step, layers, images, run, known) => ({
      lossCurves: await measureLossCurves(
        engine,
        state,
        layers.map(({ layer }) => layer),
        step,
        known,
        dataset.train,
        images,
        run,
      ),
    }),
  },
};

/**
 * Collects what a prune step's criterion and scope need besides the weights, and nothing else.
 *
 * Throws `step-impossible` before any work where the step does not fit the network.
 */
export async function collectStatistics(
  context: RunContext,
  state: State,
  step: StatisticsRequest,
  run: RunOptions = {},
): Promise<PruneStatistics> {
  const layers = listPrunedLayers(state.spec, step);
  let statistics: PruneStatistics = {};
  // What a scope needs is measured with what the criterion has found.
  for (const need of [...CRITERIA[step.criterion].needs, ...SCOPES[step.scope].needs]) {
    const collector = COLLECTORS[need];
    if (!collector) continue;
    const images = step.images ?? collector.images;
    const found = await collector.collect(context, state, step, layers, images, run, statistics);
    statistics = { ...statistics, ...found };
  }
  return statistics;
}
