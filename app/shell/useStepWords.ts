import { useTranslation } from 'react-i18next';
import type { PruneStep, Step, TrainStep } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import type { TreeNode } from '../store/labState.ts';
import { pathTo } from '../store/treeNodes.ts';

/** Gives a function that says in words what a row did. */
export function useStepWords(): (node: TreeNode) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const nodes = useLab((state) => state.nodes);
  const trained = useLab((state) => state.header.weights !== undefined);

  const prune = (step: PruneStep) => {
    const unit = t(`steps.units.${step.granularity}`);
    const { amount } = step;
    const what = (() => {
      if ('sparsity' in amount) return t('steps.prune', { amount: percent(amount.sparsity), unit });
      if ('ofRemaining' in amount) {
        return t('steps.prune', {
          amount: t('steps.ofRemaining', { share: percent(amount.ofRemaining) }),
          unit,
        });
      }
      return t('steps.pruneThreshold', { unit, condition: condition(amount) });
    })();
    return step.layers ? t('steps.pruneIn', { what, layers: step.layers.join(', ') }) : what;
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
      case 'reinitialize':
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
