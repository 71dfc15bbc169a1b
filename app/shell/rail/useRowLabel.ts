import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import type { TreeNode } from '../../store/labState.ts';

/** What a screen reader says of the row. */
export function useRowLabel(node: TreeNode, what: string): string {
  const { t } = useTranslation();
  const format = useFormat();
  const summary = node.snapshot?.summary;
  const note = node.step?.note ? ` ${t('rail.note', { note: node.step.note })}` : '';
  if (!summary) return t(node.status === 'running' ? 'rail.rowRunning' : 'rail.rowPending', { what }) + note;
  const { keptWeights, weights } = summary.cost.totals;
  const said = t(summary.accuracy.origin === 'shipped' ? 'rail.rowShipped' : 'rail.row', {
    what,
    accuracy: format.percent(summary.accuracy.accuracy),
    kept: format.percent(keptWeights / weights),
  });
  return said + note;
}
