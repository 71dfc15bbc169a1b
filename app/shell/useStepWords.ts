import { useTranslation } from 'react-i18next';
import type { PruneStep, Step, TrainStep } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import type { TreeNode } from '../store/labState.ts';
import { pathTo } from '../store/treeNodes.ts';

/** Layers named in a row; of more the number is told. */
const MOST_LAYERS = 3;

/** Amounts whose words say by what is pruned, or that are no matter of a criterion. */
const NAMES_ITSELF = ['units', 'threshold', 'thresholdSigma', 'apoz', 'apozSigma'];

/** Gives a function that says in words what a row did. */
export function useStepWords(): (node: TreeNode) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const nodes = useLab((state) => state.nodes);
  const trained = useLab((state) => state.header.weights !== undefined);

  const cut = ({ granularity, amount }: PruneStep): string => {
    const unit = t(`steps.units.${granularity}`);
    if ('sparsity' in amount) return t('steps.prune', { amount: percent(amount.sparsity), unit });
    if ('ofRemaining' in amount) {
      const share = t('steps.ofRemaining', { share: percent(amount.ofRemaining) });
      return t('steps.prune', { amount: share, unit });
    }
    if ('perLayer' in amount) {
      const shares = Object.values(amount.perLayer);
      const [low, high] = [Math.min(...shares), Math.max(...shares)];
      return t('steps.prunePerLayer', { unit, low: percent(low), high: percent(high) });
    }
    if ('units' in amount) {
      const count = Object.values(amount.units).reduce((sum, units) => sum + units.length, 0);
      return t('steps.pruneUnits', { unit, count });
    }
    if ('pattern' in amount) return t('steps.prunePattern', { unit, pattern: amount.pattern });
    if ('maxLoss' in amount) return t('steps.pruneLosing', { unit, share: percent(amount.maxLoss) });
    for (const key of ['keptWeights', 'keptMacs', 'keptBytes'] as const) {
      const share = (amount as Partial<Record<typeof key, number>>)[key];
      if (share === undefined) continue;
      return t('steps.pruneTo', { unit, share: percent(share), of: t(`steps.budgets.${key}`) });
    }
    return t('steps.pruneThreshold', { unit, condition: condition(amount) });
  };
  const prune = (step: PruneStep): string => {
    const { amount, criterion, layers, schedule } = step;
    let what = cut(step);
    if (!NAMES_ITSELF.some((key) => key in amount)) {
      what = t('steps.by', { what, criterion: t(`steps.criteria.${criterion}`) });
    }
    if (layers) {
      const others = layers.length - MOST_LAYERS;
      what =
        others > 0
          ? t('steps.pruneInMore', { what, layers: layers.slice(0, MOST_LAYERS).join(', '), count: others })
          : t('steps.pruneIn', { what, layers: layers.join(', ') });
    }
    if (!schedule || schedule.kind === 'oneShot') return what;
    const kind = t(`steps.schedules.${schedule.kind}`);
    return t('steps.pruneBy', { what, schedule: kind, count: schedule.rounds });
  };
  const percent = (share: number) => format.percent(share, Number.isInteger(share * 100) ? 0 : 1);
  const condition = (amount: PruneStep['amount']) => {
    if ('thresholdSigma' in amount) return `|w| < ${format.number(amount.thresholdSigma)} σ`;
    if ('threshold' in amount) return `|w| < ${format.number(amount.threshold)}`;
    if ('apozSigma' in amount) {
      const sign = amount.apozSigma < 0 ? '−' : '+';
      return `APoZ > μ ${sign} ${format.number(Math.abs(amount.apozSigma))} σ`;
    }
    return 'apoz' in amount ? `APoZ > ${percent(amount.apoz)}` : '';
  };
  const train = (step: TrainStep, afterPruning: boolean) => {
    if (step.epochs !== undefined) {
      return t(afterPruning ? 'steps.fineTune' : 'steps.train', { count: step.epochs });
    }
    return t(afterPruning ? 'steps.fineTuneBatches' : 'steps.trainBatches', { count: step.steps ?? 0 });
  };
  const words = (step: Step, afterPruning: boolean): string => {
    switch (step.kind) {
      case 'prune':
        return prune(step);
      case 'train':
        return train(step, afterPruning);
      case 'rewind':
        return t('steps.rewind', { to: step.to });
      case 'compact':
        return t(step.foldBatchNorm ? 'steps.compactFolded' : 'steps.compact');
      case 'reinitialize':
      case 'recalibrate':
      case 'measure':
        return t(`steps.${step.kind}`);
      default:
        return step satisfies never;
    }
  };

  return (node) => {
    if (!node.step) return t(trained ? 'steps.startTrained' : 'steps.startUntrained');
    return words(
      node.step,
      pathTo(nodes, node.id).some(({ step }) => step?.kind === 'prune'),
    );
  };
}
