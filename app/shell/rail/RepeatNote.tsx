import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import type { TreeNode } from '../../store/labState.ts';
import { toRunNumbers } from '../../store/runsKey.ts';
import { findNode, nameOf } from '../../store/treeNodes.ts';
import { compareRuns } from './compareRuns.ts';
import classes from './rail.module.css';

/** Whether a row that was run again gave the numbers of the row that it repeats. */
export function RepeatNote({ node }: { readonly node: TreeNode }) {
  const { t } = useTranslation('rail');
  const format = useFormat();
  const original = useLab((state) => findNode(state.nodes, node.repeatOf ?? null));
  if (!original?.snapshot || !node.snapshot) return null;
  const [before, after] = [toRunNumbers(original.snapshot), toRunNumbers(node.snapshot)];
  const comparison = compareRuns(before, after);
  const name = nameOf(original);
  if (comparison.kind === 'same') {
    return (
      <div className={classes.repeat} title={t('repeat.sameHint')}>
        {t('repeat.same', { name })}
      </div>
    );
  }
  const hint = t('repeat.otherHint', {
    before: format.percent(before.accuracy, 2),
    after: format.percent(after.accuracy, 2),
  });
  return (
    <div className={classes.repeat} data-differs title={hint}>
      {comparison.kind === 'lossOnly'
        ? t('repeat.otherSmall', { name })
        : t('repeat.other', { name, points: format.points(comparison.difference, 2) })}
    </div>
  );
}
