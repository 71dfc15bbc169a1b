import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PruneSchedule, PruneStep } from '../../../src/index.ts';
import { Staircase } from '../../charts/staircase/Staircase.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useSelectedNode } from '../usePanel.ts';
import { usePruneChange } from './pruneField.ts';
import { SCHEDULES } from './pruning.ts';

const MOST_ROUNDS = 1000;

interface ScheduleCurveProps {
  readonly draft: PruneStep;
  readonly schedule: PruneSchedule;
}

/** Sparsity after each round of a schedule that aims at one; its end can be dragged. Nothing for other amounts. */
export function ScheduleCurve({ draft, schedule }: ScheduleCurveProps) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const { change } = usePruneChange();
  const totals = useSelectedNode()?.snapshot?.summary.cost.totals;
  const { kind, rounds } = schedule;
  const target = 'sparsity' in draft.amount ? draft.amount.sparsity : undefined;
  const startSparsity = totals ? totals.sparsity : 0;
  const values = useMemo(() => {
    if (target === undefined) return [];
    return Array.from({ length: rounds }, (_, index) => {
      const at = { round: index + 1, rounds, startSparsity };
      const amount = SCHEDULES[kind].toAmount({ sparsity: target }, at);
      return 'sparsity' in amount ? amount.sparsity : target;
    });
  }, [kind, rounds, target, startSparsity]);
  if (target === undefined) return null;
  const place = { sparsity: format.percent(target, 0), count: rounds };
  return (
    <Staircase
      start={startSparsity}
      values={values}
      label={t('curve.label', place)}
      gripLabel={t('curve.grip')}
      gripText={t('curve.end', place)}
      xLabel={t('curve.round')}
      formatY={(value) => format.percent(value, 0)}
      onMove={(next, sparsity) =>
        change((step) => ({
          ...step,
          amount: { sparsity },
          schedule: { ...schedule, rounds: Math.min(MOST_ROUNDS, next) },
        }))
      }
    />
  );
}
