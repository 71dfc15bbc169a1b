import { AppError } from '../base/errors.ts';
import { isWeightedNode, type NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { AMOUNTS } from './amounts.ts';
import { checkPrune, listPrunedLayers, readAmount } from './checkPrune.ts';
import { CRITERIA } from './criteria/criteria.ts';
import type { PrunableLayer } from './granularities.ts';
import { createMaskDraft, type MaskDraft } from './maskDraft.ts';
import type { LayerPruneReport, PruneAmount, PruneReport, PruneRequest, PruneStatistics } from './prune.ts';
import { SCOPES } from './scopes.ts';
import { type Cut, selectUnits } from './selectUnits.ts';
import { countKept, type PoolLayer, type UnitPool } from './unitPool.ts';

interface Plan {
  readonly cut: Cut;
  readonly threshold?: number;
  readonly beyondAmount: boolean;
}

/** What the amount means for one pool. */
function planCut(step: PruneRequest, pool: UnitPool): Plan {
  const [key, value] = readAmount(step.amount);
  const amount = AMOUNTS[key];
  if (amount.kind === 'count') {
    const units = pool.reduce((sum, { kept }) => sum + kept.length, 0);
    const kept = countKept(pool).reduce((sum, count) => sum + count, 0);
    const count = amount.computeCount(value, { units, kept });
    return { cut: { kind: 'count', count: Math.max(0, count) }, beyondAmount: count < 0 };
  }
  const threshold = amount.computeThreshold(value, pool);
  const limit = amount.cuts === 'below' ? threshold : -threshold;
  return { cut: { kind: 'below', limit }, threshold, beyondAmount: false };
}

/** A layer's units as selection sees them. */
function toPoolLayer(
  layer: PrunableLayer,
  weights: Weights,
  masks: Masks,
  step: PruneRequest,
  statistics: PruneStatistics,
): PoolLayer {
  const name = `${layer.layer}.weight`;
  const weight = weights[name];
  if (!weight) throw new AppError('invalid-weights', `missing weight: ${name}`, { name });
  const apoz = statistics.apoz?.get(layer.layer);
  const importance = CRITERIA[step.criterion].compute({ weight, mask: masks[name], apoz });
  return {
    layer: layer.layer,
    importance,
    kept: layer.readKept(weights, masks),
    values: weight.values,
  };
}

/** Cuts one pool into the draft, and reports it layer by layer. */
function prunePool(
  step: PruneRequest,
  members: readonly PrunableLayer[],
  pool: UnitPool,
  weights: Weights,
  draft: MaskDraft,
): readonly LayerPruneReport[] {
  const { cut: cutBy, threshold, beyondAmount } = planCut(step, pool);
  const { cut, counts, guarded } = selectUnits(pool, cutBy);
  return members.map((layer, index) => {
    const newlyPruned = counts[index]!;
    if (newlyPruned > 0) layer.prune(cut[index]!, weights, draft);
    return {
      layer: layer.layer,
      units: layer.units,
      prunedUnits: layer.units - countKept(pool)[index]! + newlyPruned,
      newlyPruned,
      ...(threshold === undefined ? {} : { threshold }),
      guarded: guarded[index]!,
      ...(beyondAmount ? { beyondAmount } : {}),
    };
  });
}

/** Masking what later layers read can take the last weight of a layer that was not chosen itself. */
function checkNoneEmptied(spec: NetworkSpec, before: Masks, after: Masks): void {
  for (const { name: layer } of spec.nodes.filter(isWeightedNode)) {
    const name = `${layer}.weight`;
    const mask = after[name];
    if (mask && mask !== before[name] && !mask.includes(1) && (before[name]?.includes(1) ?? true)) {
      throw new AppError('layer-emptied', `${layer}: the step would leave no weight in it`, { layer });
    }
  }
}

/** What a prune step would do, for one amount after another. */
export interface Pruner {
  /** As `computePrune` with this amount in place of the step's. */
  prune(amount: PruneAmount): PruneOutcome;
}

export interface PruneOutcome {
  /** Masks after the step; those it does not touch are the very arrays they were. */
  readonly masks: Masks;
  readonly report: PruneReport;
}

/**
 * Scores the units of a prune step once, and sorts them once when first needed: each amount after that costs a search
 * and one pass over the masks, so that a slider can ask again and again.
 *
 * Throws `step-impossible` where the step does not fit the network (see checkPrune).
 */
export function createPruner(
  spec: NetworkSpec,
  weights: Weights,
  masks: Masks,
  step: PruneRequest,
  statistics: PruneStatistics = {},
): Pruner {
  const pools = SCOPES[step.scope].toPools(listPrunedLayers(spec, step)).map((members) => ({
    members,
    pool: members.map((layer) => toPoolLayer(layer, weights, masks, step, statistics)),
  }));
  return {
    prune(amount) {
      const request = { ...step, amount };
      checkPrune(spec, request);
      const draft = createMaskDraft(weights, masks);
      const layers = pools.flatMap(({ members, pool }) => prunePool(request, members, pool, weights, draft));
      const after = draft.finish();
      checkNoneEmptied(spec, masks, after);
      const sum = (pick: (report: LayerPruneReport) => number) =>
        layers.reduce((total, report) => total + pick(report), 0);
      const sparsity = sum(({ prunedUnits }) => prunedUnits) / sum(({ units }) => units);
      return { masks: after, report: { layers, sparsity } };
    },
  };
}
