import {
  CRITERIA,
  isWeightedNode,
  type NetworkSpec,
  type PruneAmount,
  type PruneStep,
} from '../../src/index.ts';

export type Criterion = PruneStep['criterion'];
export type Granularity = PruneStep['granularity'];

export const AMOUNT_KINDS = [
  'sparsity',
  'ofRemaining',
  'thresholdSigma',
  'threshold',
  'apozSigma',
  'apoz',
] as const;
export type AmountKind = (typeof AMOUNT_KINDS)[number];

export const CRITERION_IDS = Object.keys(CRITERIA) as Criterion[];

export interface AmountControl {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What the form starts from. */
  readonly initial: number;
  /** Shown in percent. */
  readonly share: boolean;
}

/** Range and step of the slider of each kind of amount; shares are 0…1. */
export const AMOUNT_CONTROLS: Readonly<Record<AmountKind, AmountControl>> = {
  sparsity: { min: 0, max: 0.99, step: 0.005, initial: 0.5, share: true },
  ofRemaining: { min: 0, max: 0.99, step: 0.005, initial: 0.2, share: true },
  thresholdSigma: { min: 0, max: 3, step: 0.02, initial: 1, share: false },
  threshold: { min: 0, max: 0.3, step: 0.001, initial: 0.05, share: false },
  apozSigma: { min: -2, max: 3, step: 0.05, initial: 1, share: false },
  apoz: { min: 0, max: 1, step: 0.005, initial: 0.9, share: true },
};

export function amountKind(amount: PruneAmount): AmountKind {
  return AMOUNT_KINDS.find((kind) => kind in amount)!;
}

export function amountValue(amount: PruneAmount): number {
  return (amount as Readonly<Record<string, number>>)[amountKind(amount)]!;
}

export function toAmount(kind: AmountKind, value: number): PruneAmount {
  return { [kind]: value } as PruneAmount;
}

/** True for amounts that are the same number in every layer, so that the scope changes nothing. */
export function ignoresScope(kind: AmountKind): boolean {
  return kind === 'threshold' || kind === 'apoz';
}

export type CriterionProblem = 'reasonNeedsWeight' | 'reasonNeedsFilter';

/** Why a criterion cannot rank units of this granularity. */
export function criterionProblem(
  criterion: Criterion,
  granularity: Granularity,
): CriterionProblem | undefined {
  const { granularities } = CRITERIA[criterion];
  if (granularities.includes(granularity)) return undefined;
  return granularities.includes('weight') ? 'reasonNeedsWeight' : 'reasonNeedsFilter';
}

/** The one criterion that an amount needs; undefined where it goes with the criterion as it is. */
export function neededCriterion(kind: AmountKind, criterion: Criterion): Criterion | undefined {
  if (CRITERIA[criterion].amounts.includes(kind)) return undefined;
  return CRITERION_IDS.find((id) => CRITERIA[id].amounts.includes(kind));
}

export interface LayerChoice {
  readonly layer: string;
  /** False for the last layer when filters are pruned: its filters are the classes. */
  readonly prunable: boolean;
}

/** The layers with weights, and which of them can be pruned. */
export function layerChoices(spec: NetworkSpec, granularity: Granularity): LayerChoice[] {
  const layers = spec.nodes.filter(isWeightedNode);
  const last = layers.at(-1);
  return layers.map((node) => ({ layer: node.name, prunable: granularity === 'weight' || node !== last }));
}

/** The step with another granularity, and with criterion, amount and layers that go with it. */
export function withGranularity(
  step: PruneStep,
  granularity: Granularity,
  spec: NetworkSpec | undefined,
): PruneStep {
  const fits = criterionProblem(step.criterion, granularity) === undefined;
  const criterion = fits
    ? step.criterion
    : CRITERION_IDS.find((name) => !criterionProblem(name, granularity))!;
  const possible = spec && layerChoices(spec, granularity).filter(({ prunable }) => prunable);
  const layers = step.layers?.filter((name) => possible?.some(({ layer }) => layer === name));
  return withLayers(withCriterion({ ...step, granularity }, criterion), layers);
}

/** The step with another criterion, and with an amount that goes with it. */
export function withCriterion(step: PruneStep, criterion: Criterion): PruneStep {
  const fits = neededCriterion(amountKind(step.amount), criterion) === undefined;
  const amount = fits ? step.amount : toAmount('sparsity', AMOUNT_CONTROLS.sparsity.initial);
  return { ...step, criterion, amount };
}

/** The step on these layers alone; on all of them where the list is empty. */
export function withLayers(step: PruneStep, layers: readonly string[] | undefined): PruneStep {
  const { layers: _, ...rest } = step;
  return layers && layers.length > 0 ? { ...rest, layers: [...layers] } : rest;
}
