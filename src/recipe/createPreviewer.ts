import { type CostReport, computeCost } from '../analysis/cost.ts';
import type { Evaluation, Probe } from '../engine/engine.ts';
import type { Weights } from '../network/weights.ts';
import { applyChangedMasks, applyMasks } from '../pruning/applyMasks.ts';
import { createPruner, type Pruner } from '../pruning/createPruner.ts';
import type { PruneReport } from '../pruning/prune.ts';
import { collectStatistics } from './collectStatistics.ts';
import type { RunContext } from './runContext.ts';
import type { PruneStep } from './schema.ts';
import type { Snapshot } from './snapshot.ts';

type Network = Pick<Snapshot, 'spec' | 'weights' | 'masks' | 'depth'>;

/** What a prune step would do. */
export interface PrunePreview {
  readonly report: PruneReport;
  readonly cost: CostReport;
  /** Share correct on the probe images after the step and before it. */
  readonly accuracy: number;
  readonly accuracyBefore: number;
  /** The same for each class. */
  readonly perClassAccuracy: readonly number[];
  readonly perClassAccuracyBefore: readonly number[];
  readonly images: number;
}

/** Tells what prune steps would do, quickly for one amount after another. Owns tensors until `dispose`. */
export interface Previewer {
  /** Measures on the first `images` test images; cancelled between two chunks of them. One call at a time. */
  preview(network: Network, step: PruneStep, images: number, signal?: AbortSignal): Promise<PrunePreview>;
  dispose(): void;
}

interface OpenProbe {
  readonly network: Network;
  readonly images: number;
  readonly probe: Probe;
  /** The network's own values, pruned ones 0. */
  readonly weights: Weights;
  readonly before: Evaluation;
}

interface OpenPruner {
  readonly network: Network;
  readonly choice: string;
  readonly pruner: Pruner;
}

const isSame = (a: Network, b: Network | undefined) => a.weights === b?.weights && a.masks === b.masks;

/** What of an amount decides which layers are scored: the layers it names, or a pattern. */
function pruningChoiceOf({ amount }: PruneStep) {
  if ('perLayer' in amount) return Object.keys(amount.perLayer);
  if ('units' in amount) return Object.keys(amount.units);
  return 'pattern' in amount ? amount : undefined;
}

/** Creates a Previewer for one backend and data set. */
export function createPreviewer(context: RunContext): Previewer {
  const { engine, dataset } = context;
  const cache = engine.createPrefixCache();
  let openedProbe: OpenProbe | undefined;
  let openedPruner: OpenPruner | undefined;

  async function openProbe(network: Network, images: number, signal?: AbortSignal): Promise<OpenProbe> {
    if (openedProbe && isSame(network, openedProbe.network) && openedProbe.images === images) {
      return openedProbe;
    }
    openedProbe?.probe.dispose();
    openedProbe = undefined;
    const weights = applyMasks(network.weights, network.masks);
    const probe = cache.openProbe(network.spec, weights, dataset.test, images);
    try {
      const before = await probe.evaluate({}, signal ? { signal } : {});
      openedProbe = { network, images, probe, weights, before };
      return openedProbe;
    } catch (thrown) {
      probe.dispose();
      throw thrown;
    }
  }

  async function openPruner(network: Network, step: PruneStep, signal?: AbortSignal): Promise<Pruner> {
    const choice = JSON.stringify({
      ...step,
      amount: pruningChoiceOf(step),
      name: undefined,
      note: undefined,
    });
    if (openedPruner?.choice === choice && isSame(network, openedPruner.network)) return openedPruner.pruner;
    const statistics = await collectStatistics(context, network, step, signal ? { signal } : {});
    const pruner = createPruner(network.spec, network.weights, network.masks, step, statistics);
    openedPruner = { network, choice, pruner };
    return pruner;
  }

  return {
    async preview(network, step, images, signal) {
      const pruner = await openPruner(network, step, signal);
      const { masks, report } = pruner.prune(step.amount);
      const count = Math.min(images, dataset.test.count);
      const { probe, weights, before } = await openProbe(network, count, signal);
      const changed = applyChangedMasks(weights, network.masks, masks);
      const after = await probe.evaluate(changed, signal ? { signal } : {});
      return {
        report,
        cost: computeCost(network.spec, network.weights, masks),
        accuracy: after.accuracy,
        accuracyBefore: before.accuracy,
        perClassAccuracy: after.perClassAccuracy,
        perClassAccuracyBefore: before.perClassAccuracy,
        images: count,
      };
    },
    dispose: () => cache.dispose(),
  };
}
