import { AppError } from '../base/errors.ts';
import { listShapes } from '../network/channelGroups.ts';
import { sizeOf } from '../network/listWeights.ts';
import { isWeightedNode, type NetworkSpec, type Shape } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { AMOUNTS, countForShare } from './amounts.ts';
import { amountKeyOf, checkPrune, listPrunedLayers } from './checkPrune.ts';
import { maybePattern } from './granularities.ts';
import { holdBack } from './holdBack.ts';
import { createMaskDraft, type MaskDraft } from './maskDraft.ts';
import { createKeptMeter, type KeptShares } from './measureKept.ts';
import type { LayerPruneReport, PruneAmount, PruneReport, PruneRequest, PruneStatistics } from './prune.ts';
import { SCOPES } from './scopes.ts';
import { scoreLayer } from './scoreLayer.ts';
import { type Cut, type Selection, selectNamed, selectPattern, selectUnits } from './selectUnits.ts';
import { countKept, countOnes, type PoolLayer, rankPool, type UnitPool } from './unitPool.ts';
import { type PrunableLayer, readKeptUnits, readParts } from './units.ts';

/** Layers whose units are compared with each other. */
interface Pool {
  readonly members: readonly PrunableLayer[];
  readonly units: UnitPool;
}

/** What is chosen in one pool. */
interface Choice extends Selection {
  readonly threshold?: number;
  readonly beyondAmount?: boolean;
}

function countUnits(pool: UnitPool) {
  return {
    units: pool.reduce((sum, { kept }) => sum + kept.length, 0),
    kept: countKept(pool).reduce((sum, count) => sum + count, 0),
  };
}

function chooseCount(pool: UnitPool, count: number): Choice {
  const selection = selectUnits(pool, { kind: 'count', count: Math.max(0, count) });
  return count < 0 ? { ...selection, beyondAmount: true } : selection;
}

/** The largest level of a curve up to which no more than `maxLoss` is lost. */
function findLevel(
  { levels, losses }: { levels: readonly number[]; losses: readonly number[] },
  maxLoss: number,
) {
  const firstBeyond = losses.findIndex((loss) => loss > maxLoss);
  const last = (firstBeyond < 0 ? losses.length : firstBeyond) - 1;
  return last < 0 ? 0 : levels[last]!;
}

/** What the amount means for one pool; a budget is solved for all pools together. */
function choose(amount: PruneAmount, { members, units }: Pool, context: PrunerContext): Choice {
  const key = amountKeyOf(amount);
  const rule = AMOUNTS[key];
  const [layer] = members as readonly [PrunableLayer];
  switch (rule.kind) {
    case 'count': {
      const value = (amount as Readonly<Record<string, number>>)[key]!;
      return chooseCount(units, rule.computeCount(value, countUnits(units)));
    }
    case 'threshold': {
      const value = (amount as Readonly<Record<string, number>>)[key]!;
      const threshold = rule.computeThreshold(value, units);
      const cut: Cut = { kind: 'below', limit: rule.cuts === 'below' ? threshold : -threshold };
      return { ...selectUnits(units, cut), threshold };
    }
    case 'layerwise':
      return chooseCount(units, countForShare(context.shareOf(layer, amount), countUnits(units)));
    case 'pattern': {
      const shape = context.shapes.get(`${layer.layer}.weight`)!;
      const sides = [shape.at(-2)!, shape.at(-1)!] as const;
      const pattern = maybePattern((amount as { readonly pattern: string }).pattern)!;
      const cut = selectPattern(units[0]!, sides, pattern);
      return { cut: [cut], counts: [countOnes(cut)], guarded: [false] };
    }
    case 'named': {
      const { units: named } = amount as Extract<PruneAmount, { units: unknown }>;
      const name = layer.layers.find((candidate) => candidate in named);
      const cut = selectNamed(units[0]!, name === undefined ? [] : named[name]!);
      return { cut: [cut], counts: [countOnes(cut)], guarded: [false] };
    }
    case 'budget':
      return chooseCount(
        units,
        context.solveBudget({ members, units }, rule.of, (amount as Readonly<Record<string, number>>)[key]!),
      );
    default:
      return rule satisfies never;
  }
}

interface PrunerContext {
  readonly shapes: ReadonlyMap<string, Shape>;
  shareOf(layer: PrunableLayer, amount: PruneAmount): number;
  /** The fewest units of the pool whose going leaves at most `target`. */
  solveBudget(pool: Pool, of: keyof KeptShares, target: number): number;
}

/** Masks the units flagged in `cut`, with all that goes with them or only the weights that make them. */
function applyCut({ parts }: PrunableLayer, cut: Uint8Array, draft: MaskDraft, only?: 'own'): void {
  for (const { weight, role, unitOf } of parts()) {
    if (role === 'statistics' || (only && role !== only)) continue;
    const mask = draft.edit(weight);
    for (let index = 0; index < unitOf.length; index++) {
      const unit = unitOf[index]!;
      if (unit >= 0) mask[index] = mask[index]! & ~cut[unit]!;
    }
  }
}

function applyChoice({ members }: Pool, { cut, counts }: Choice, draft: MaskDraft, only?: 'own'): void {
  for (const [index, layer] of members.entries()) {
    if (counts[index]! > 0) applyCut(layer, cut[index]!, draft, only);
  }
}

function reportChoice({ members, units }: Pool, choice: Choice): readonly LayerPruneReport[] {
  const { counts, guarded, threshold, beyondAmount } = choice;
  return members.map((layer, index) => ({
    layer: layer.layer,
    coupled: layer.layers.slice(1),
    units: layer.units,
    prunedUnits: layer.units - countKept(units)[index]! + counts[index]!,
    newlyPruned: counts[index]!,
    ...(threshold === undefined ? {} : { threshold }),
    guarded: guarded[index]!,
    ...(beyondAmount ? { beyondAmount } : {}),
  }));
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

/** The layers of each name together, in the order in which the names first come. */
function groupLayers(
  layers: readonly PrunableLayer[],
  nameOf: (layer: PrunableLayer) => string,
): readonly (readonly PrunableLayer[])[] {
  const groups = new Map<string, PrunableLayer[]>();
  for (const layer of layers) {
    const name = nameOf(layer);
    groups.set(name, [...(groups.get(name) ?? []), layer]);
  }
  return [...groups.values()];
}

/** What a prune step would do, for one amount after another. */
export interface Pruner {
  /** As `computePrune` with this amount in place of the step's; `own` masks the weights that make the units alone. */
  prune(amount: PruneAmount, only?: 'own'): PruneOutcome;
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
  const layers = listPrunedLayers(spec, step);
  const shapes = listShapes(spec);
  checkWeights(shapes, weights);

  const toPoolLayer = (layer: PrunableLayer): PoolLayer => {
    const importance = scoreLayer(spec, weights, masks, step.criterion, layer, statistics);
    const [own] = readParts(layer.parts(), 'own', weights, masks);
    const kept = readKeptUnits(layer, masks);
    const candidates = holdBack(layer, importance, kept, step.limits);
    return { layer: layer.layer, importance, kept, candidates, values: own!.values };
  };

  const pools = groupLayers(layers, (layer) => SCOPES[step.scope].toPoolName(layer, spec)).map((members) => ({
    members,
    units: members.map(toPoolLayer),
  }));

  const context: PrunerContext = {
    shapes,
    shareOf(layer, amount) {
      if ('perLayer' in amount) {
        const named = layer.layers.find((name) => name in amount.perLayer);
        return named === undefined ? 0 : amount.perLayer[named]!;
      }
      if ('maxLoss' in amount) return findLevel(statistics.lossCurves!.get(layer.layer)!, amount.maxLoss);
      throw new AppError('unexpected', 'this amount has no share of its own for each layer');
    },
    solveBudget(pool, of, target) {
      const measureKept = createKeptMeter(spec);
      const leaves = (count: number) => {
        const draft = createMaskDraft(weights, masks);
        applyChoice(pool, chooseCount(pool.units, count), draft);
        return measureKept(draft.finish())[of];
      };
      let [tooFew, enough] = [-1, rankPool(pool.units).length];
      const least = leaves(enough);
      if (least > target) {
        throw new AppError(
          'step-impossible',
          `${of} cannot be cut to ${target}: ${least.toFixed(4)} are left when every layer has lost all that it may`,
          { of },
        );
      }
      while (enough - tooFew > 1) {
        const middle = (enough + tooFew) >> 1;
        if (leaves(middle) <= target) enough = middle;
        else tooFew = middle;
      }
      return enough;
    },
  };

  return {
    prune(amount, only) {
      checkPrune(spec, { ...step, amount });
      const draft = createMaskDraft(weights, masks);
      const reports = pools.flatMap((pool) => {
        const choice = choose(amount, pool, context);
        applyChoice(pool, choice, draft, only);
        return reportChoice(pool, choice);
      });
      const order = layers.map(({ layer }) => layer);
      reports.sort((a, b) => order.indexOf(a.layer) - order.indexOf(b.layer));
      const after = draft.finish();
      checkNoneEmptied(spec, masks, after);
      const sum = (pick: (report: LayerPruneReport) => number) =>
        reports.reduce((total, report) => total + pick(report), 0);
      const sparsity = sum(({ prunedUnits }) => prunedUnits) / sum(({ units }) => units);
      return { masks: after, report: { layers: reports, sparsity } };
    },
  };
}

function checkWeights(shapes: ReadonlyMap<string, Shape>, weights: Weights): void {
  for (const [name, shape] of shapes) {
    const weight = weights[name];
    if (!weight) throw new AppError('invalid-weights', `missing weight: ${name}`, { name });
    if (weight.values.length !== sizeOf(shape)) {
      throw new AppError(
        'invalid-weights',
        `${name} has ${weight.values.length} values (expected ${sizeOf(shape)})`,
        { name },
      );
    }
  }
}
