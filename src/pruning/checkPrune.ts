import { AppError } from '../base/errors.ts';
import { findActivationAfter } from '../network/findActivationAfter.ts';
import { isWeightedNode, type NetworkSpec } from '../network/spec.ts';
import { CRITERIA } from './criteria/criteria.ts';
import { GRANULARITIES, type PrunableLayer } from './granularities.ts';
import type { AmountKey, PruneAmount, PruneRequest } from './prune.ts';

/** The one key of an amount and its value. */
export function readAmount(amount: PruneAmount): readonly [AmountKey, number] {
  return Object.entries(amount)[0] as [AmountKey, number];
}

function impossible(message: string, details: Record<string, string>): AppError {
  return new AppError('step-impossible', message, details);
}

function checkCombination(step: PruneRequest): void {
  const { granularities, amounts } = CRITERIA[step.criterion];
  const [key] = readAmount(step.amount);
  const details = { criterion: step.criterion, granularity: step.granularity, amount: key };
  if (!granularities.includes(step.granularity)) {
    throw impossible(
      `criterion ${step.criterion} cannot prune ${step.granularity}s (expected granularity ${granularities.join(' or ')})`,
      details,
    );
  }
  if (!amounts.includes(key)) {
    throw impossible(
      `amount ${key} does not fit criterion ${step.criterion} (expected ${amounts.join(' or ')})`,
      details,
    );
  }
}

/** Why a layer cannot be pruned so, as a sentence; undefined where it can. */
function maybeObstacle(spec: NetworkSpec, step: PruneRequest, prunable: ReadonlySet<string>, layer: string) {
  const weighted = spec.nodes.filter(isWeightedNode).map(({ name }) => name);
  if (!weighted.includes(layer)) return `unknown layer: ${layer} (expected ${weighted.join(', ')})`;
  if (!prunable.has(layer))
    return `${layer} cannot lose ${step.granularity}s: they are the network's outputs`;
  if (CRITERIA[step.criterion].needs.includes('activations') && !findActivationAfter(spec, layer)) {
    return `${layer} has no activation right behind it whose zeros could be counted`;
  }
  return undefined;
}

/**
 * The layers that a prune step chooses from, in the order of the network.
 *
 * Throws `step-impossible` with a sentence where criterion, granularity, amount or layers do not fit each other or the network.
 */
export function listPrunedLayers(spec: NetworkSpec, step: PruneRequest): readonly PrunableLayer[] {
  checkCombination(step);
  const layers = GRANULARITIES[step.granularity].listLayers(spec);
  const prunable = new Set(layers.map(({ layer }) => layer));
  for (const layer of step.layers ?? []) {
    const obstacle = maybeObstacle(spec, step, prunable, layer);
    if (obstacle) throw impossible(obstacle, { layer });
  }
  const chosen = layers.filter(({ layer }) =>
    step.layers ? step.layers.includes(layer) : !maybeObstacle(spec, step, prunable, layer),
  );
  if (chosen.length === 0) {
    throw impossible(`no layer of ${spec.name} can lose ${step.granularity}s by ${step.criterion}`, {
      criterion: step.criterion,
      granularity: step.granularity,
    });
  }
  return chosen;
}

/** Throws `step-impossible` where a prune step cannot be done on a network; does no other work. */
export function checkPrune(spec: NetworkSpec, step: PruneRequest): void {
  listPrunedLayers(spec, step);
}
