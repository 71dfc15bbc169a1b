import type { AmountKey, PruneAmount } from '../../../src/index.ts';

/** Amounts that are one number. */
export type NumberKind = Exclude<AmountKey, 'perLayer' | 'pattern' | 'units'>;

export interface AmountControl {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What the form starts from. */
  readonly initial: number;
  /** Shown in percent. */
  readonly share: boolean;
}

const SHARE = { min: 0, max: 0.99, step: 0.005, share: true } as const;
const KEPT = { min: 0.01, max: 1, step: 0.005, share: true } as const;

/** Range and step of the slider of each amount that is one number; shares are 0…1. */
export const AMOUNT_CONTROLS: Readonly<Record<NumberKind, AmountControl>> = {
  sparsity: { ...SHARE, initial: 0.5 },
  ofRemaining: { ...SHARE, initial: 0.2 },
  thresholdSigma: { min: 0, max: 3, step: 0.02, initial: 1, share: false },
  threshold: { min: 0, max: 0.3, step: 0.001, initial: 0.05, share: false },
  apozSigma: { min: -2, max: 3, step: 0.05, initial: 1, share: false },
  apoz: { min: 0, max: 1, step: 0.005, initial: 0.9, share: true },
  maxLoss: { min: 0, max: 0.2, step: 0.001, initial: 0.02, share: true },
  keptWeights: { ...KEPT, initial: 0.2 },
  keptMacs: { ...KEPT, initial: 0.5 },
  keptBytes: { ...KEPT, initial: 0.2 },
};

/** Every amount, in the order in which it is offered. */
export const AMOUNT_KINDS = [
  ...(Object.keys(AMOUNT_CONTROLS) as NumberKind[]),
  'perLayer',
  'pattern',
  'units',
] as const satisfies readonly AmountKey[];

/** N:M patterns that are offered; a recipe can name others. */
export const PATTERNS = ['2:4', '1:2', '1:4', '4:8', '2:8'] as const;

export function amountKind(amount: PruneAmount): AmountKey {
  return AMOUNT_KINDS.find((kind) => kind in amount)!;
}

export function isNumberKind(kind: AmountKey): kind is NumberKind {
  return kind in AMOUNT_CONTROLS;
}

/** The number of an amount that is one. */
export function amountValue(amount: PruneAmount): number {
  return (amount as Readonly<Record<string, number>>)[amountKind(amount)]!;
}

export function toAmount(kind: NumberKind, value: number): PruneAmount {
  return { [kind]: value } as PruneAmount;
}

/** A share for each of some layers: what was set before, else what held for all of them. */
export function toLayerShares(layers: readonly string[], before: PruneAmount): PruneAmount {
  const known = 'perLayer' in before ? before.perLayer : {};
  const share = 'sparsity' in before ? before.sparsity : AMOUNT_CONTROLS.sparsity.initial;
  return { perLayer: Object.fromEntries(layers.map((layer) => [layer, known[layer] ?? share])) };
}

/** True for amounts that are the same number in every layer, so that the scope changes nothing. */
export function ignoresScope(kind: AmountKey): boolean {
  return kind === 'threshold' || kind === 'apoz';
}
