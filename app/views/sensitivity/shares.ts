import type { PreviewResult, PrunableLayer, PruneStep, Step } from '../../../src/index.ts';
import type { SensitivitySettings } from './settings.ts';

/** Share of each layer's units that goes, 0…1, by the name of the layer or of the first of those joined. */
export type Shares = Readonly<Record<string, number>>;

type Choice = Pick<SensitivitySettings, 'granularity' | 'criterion'>;

/** Whether the step being made prunes the units that the curves are about, by the same criterion. */
export function isAbout(draft: Step, { granularity, criterion }: Choice): draft is PruneStep {
  return draft.kind === 'prune' && draft.granularity === granularity && draft.criterion === criterion;
}

/**
 * What the step being made does to each layer: the shares it names, else those that its preview worked out. Undefined
 * where it is about other units, or where no preview says yet.
 */
export function sharesOf(
  draft: Step,
  choice: Choice,
  layers: readonly PrunableLayer[],
  preview: PreviewResult | null,
): Shares | undefined {
  if (!isAbout(draft, choice)) return undefined;
  const { amount, scope, layers: named } = draft;
  const entries = (shareOf: (layer: PrunableLayer) => number): Shares =>
    Object.fromEntries(layers.map((layer) => [layer.layer, shareOf(layer)]));
  if ('perLayer' in amount) {
    return entries(({ layers: joined }) => joined.map((name) => amount.perLayer[name]).find(Boolean) ?? 0);
  }
  if (scope === 'uniform' && 'sparsity' in amount) {
    const isNamed = ({ layers: joined }: PrunableLayer) =>
      !named || joined.some((name) => named.includes(name));
    return entries((layer) => (isNamed(layer) ? amount.sparsity : 0));
  }
  if (!preview) return undefined;
  const found = new Map(preview.report.layers.map((report) => [report.layer, report]));
  // Until it is measured anew, the preview may still be that of a step on other units.
  if (layers.some(({ layer, units }) => (found.get(layer)?.units ?? units) !== units)) return undefined;
  return entries(({ layer }) => {
    const report = found.get(layer);
    return report ? report.prunedUnits / report.units : 0;
  });
}

/** The prune step that takes these shares of the layers. */
export function toSharesStep(
  { granularity, criterion }: Choice,
  shares: Shares,
): Pick<PruneStep, 'criterion' | 'granularity' | 'scope' | 'amount'> {
  const perLayer = Object.fromEntries(
    Object.entries(shares).map(([layer, share]) => [layer, Number(share.toFixed(4))]),
  );
  return { criterion, granularity, scope: 'perLayer', amount: { perLayer } };
}
