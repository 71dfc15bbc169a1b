import { AppError } from '../base/errors.ts';
import { listShapes } from '../network/channelGroups.ts';
import { isActivation, isWeightedNode, type NetworkSpec } from '../network/spec.ts';
import { CRITERIA } from './criteria/criteria.ts';
import { GRANULARITIES, maybePattern } from './granularities.ts';
import type {
  AmountKey,
  CriterionId,
  GranularityId,
  Need,
  PruneAmount,
  PruneRequest,
  ScopeId,
} from './prune.ts';
import { SCOPES } from './scopes.ts';
import type { PrunableLayer } from './units.ts';

/** The one key of an amount. */
export function amountKeyOf(amount: PruneAmount): AmountKey {
  return Object.keys(amount)[0] as AmountKey;
}

function impossible(message: string, details: Record<string, string>): AppError {
  return new AppError('step-impossible', message, details);
}

/** The amounts that criterion, granularity and scope have in common. */
export function listAmounts(
  criterion: CriterionId,
  granularity: GranularityId,
  scope: ScopeId,
): readonly AmountKey[] {
  if (granularity === 'nm') return scope === 'uniform' ? ['pattern'] : [];
  const thresholds: readonly AmountKey[] = ['thresholdSigma', 'threshold', 'apozSigma', 'apoz'];
  return SCOPES[scope].amounts.filter(
    (key) => key !== 'pattern' && (!thresholds.includes(key) || CRITERIA[criterion].thresholds.includes(key)),
  );
}

function checkCombination({ criterion, granularity, scope, amount }: PruneRequest): void {
  const { granularities } = CRITERIA[criterion];
  const key = amountKeyOf(amount);
  const details = { criterion, granularity, scope, amount: key };
  if (!granularities.includes(granularity)) {
    throw impossible(
      `criterion ${criterion} cannot rank granularity ${granularity} (expected ${granularities.join(' or ')})`,
      details,
    );
  }
  const amounts = listAmounts(criterion, granularity, scope);
  if (amounts.length === 0) {
    throw impossible(
      `granularity ${granularity} has the same pattern in every layer (expected scope uniform)`,
      details,
    );
  }
  if (!amounts.includes(key)) {
    throw impossible(
      `amount ${key} does not go with criterion ${criterion}, granularity ${granularity} and scope ${scope} (expected ${amounts.join(' or ')})`,
      details,
    );
  }
  if ('pattern' in amount && !maybePattern(amount.pattern)) {
    throw impossible(
      `invalid pattern: ${amount.pattern} (expected N:M with N at most M, such as 2:4)`,
      details,
    );
  }
}

const needsActivation = (needs: readonly Need[]) =>
  needs.some((need) => ['apoz', 'meanActivation', 'rank', 'taylor', 'taylorAbs'].includes(need));

/** Activations that a layer's channels pass. */
export function listActivations(spec: NetworkSpec, { carriers }: PrunableLayer): PrunableLayer['carriers'] {
  const activations = new Set(spec.nodes.filter(isActivation).map(({ name }) => name));
  return carriers.filter(({ node }) => activations.has(node));
}

/** Why a criterion cannot rank the units of a layer; undefined where it can. */
function maybeUnranked(spec: NetworkSpec, criterion: CriterionId, layer: PrunableLayer): string | undefined {
  const { needs } = CRITERIA[criterion];
  if (needs.includes('batchNorm') && !layer.parts().some(({ role }) => role === 'scale')) {
    return `${layer.layer} has no batch normalisation behind it, whose scale ${criterion} ranks by`;
  }
  if (needsActivation(needs) && listActivations(spec, layer).length === 0) {
    return `${layer.layer} has no activation behind it that ${criterion} could watch`;
  }
  return undefined;
}

/** Why a layer of the network has no units of the step's granularity. */
function describeMissing(spec: NetworkSpec, step: PruneRequest, name: string): string {
  const nodes = spec.nodes.filter(isWeightedNode);
  const node = nodes.find((candidate) => candidate.name === name);
  if (!node)
    return `unknown layer: ${name} (expected ${nodes.map((candidate) => candidate.name).join(', ')})`;
  const shape = listShapes(spec).get(`${name}.weight`)!;
  const obstacle = GRANULARITIES[step.granularity].maybeObstacle(node, shape, step);
  if (obstacle !== undefined) return obstacle;
  const inner = GRANULARITIES.filter.listLayers(spec, step).some(({ layers }) => layers.includes(name));
  return step.granularity === 'stage' && inner
    ? `${name} shares its channels with no other layer (expected granularity filter)`
    : `${name} cannot lose channels: they are the network's outputs or are added to its input`;
}

/** A sentence for a step of which no layer is left. */
function describeNone(spec: NetworkSpec, { criterion, granularity }: PruneRequest): string {
  if (granularity === 'stage')
    return `${spec.name} has no channels that several layers share (expected a residual network)`;
  const { needs } = CRITERIA[criterion];
  if (needs.includes('batchNorm'))
    return `${spec.name} has no batch normalisation, whose scale ${criterion} ranks by`;
  return `no layer of ${spec.name} can be pruned by criterion ${criterion} at granularity ${granularity}`;
}

/** The layers a step names, by its list or by its shares. */
function listNamed({ layers, amount }: PruneRequest): readonly string[] | undefined {
  if (layers) return layers;
  if ('units' in amount) return Object.keys(amount.units);
  return 'perLayer' in amount ? Object.keys(amount.perLayer) : undefined;
}

/** Throws where an amount names units that a layer does not have. */
function checkUnits(amount: PruneAmount, layers: readonly PrunableLayer[]): void {
  if (!('units' in amount)) return;
  for (const { layers: names, units } of layers) {
    const beyond = names.flatMap((name) => amount.units[name] ?? []).find((unit) => unit >= units);
    if (beyond === undefined) continue;
    throw impossible(`${names[0]} has no unit ${beyond} (expected 0 to ${units - 1})`, { layer: names[0]! });
  }
}

/**
 * The layers that a prune step chooses from, in the order of the network. A name stands for all layers whose channels
 * are joined with that one's.
 *
 * Throws `step-impossible` with a sentence where criterion, granularity, scope, amount or layers do not fit each other or
 * the network. Layers that the step does not name and that cannot be pruned so are left out.
 */
export function listPrunedLayers(spec: NetworkSpec, step: PruneRequest): readonly PrunableLayer[] {
  checkCombination(step);
  const all = GRANULARITIES[step.granularity].listLayers(spec, step);
  const named = listNamed(step);
  for (const name of named ?? []) {
    const layer = all.find(({ layers }) => layers.includes(name));
    const obstacle = layer ? maybeUnranked(spec, step.criterion, layer) : describeMissing(spec, step, name);
    if (obstacle !== undefined) throw impossible(obstacle, { layer: name });
  }
  const chosen = all.filter((layer) =>
    named
      ? layer.layers.some((name) => named.includes(name))
      : maybeUnranked(spec, step.criterion, layer) === undefined,
  );
  if (chosen.length === 0) {
    throw impossible(describeNone(spec, step), { criterion: step.criterion, granularity: step.granularity });
  }
  checkUnits(step.amount, chosen);
  return chosen;
}

/** Throws `step-impossible` where a prune step cannot be done on a network; does no other work. */
export function checkPrune(spec: NetworkSpec, step: PruneRequest): void {
  listPrunedLayers(spec, step);
}
