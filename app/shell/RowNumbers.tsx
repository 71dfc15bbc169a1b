import { Loader, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import type { TreeNode } from '../store/labState.ts';
import classes from './RecipeRail.module.css';
import { TinyHistogram } from './TinyHistogram.tsx';

/** The numbers of a row: how far it is while it runs, what it led to once it is done. */
export function RowNumbers({ node }: { readonly node: TreeNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const progress = useLab((state) =>
    state.job.kind === 'running' && state.job.nodeId === node.id ? state.job.progress : null,
  );
  if (node.status === 'running') {
    return (
      <div className={classes.numbers}>
        {progress ? (
          <>
            <Progress
              flex={1}
              value={(100 * progress.done) / progress.total}
              aria-label={t('run.progress')}
            />
            {progress.remainingMs !== undefined && <span>{format.duration(progress.remainingMs)}</span>}
          </>
        ) : (
          <Loader size={14} />
        )}
      </div>
    );
  }
  if (!node.snapshot) {
    return <div className={classes.numbers}>{node.status === 'pending' ? t('rail.pending') : null}</div>;
  }
  const { accuracy, cost } = node.snapshot.summary;
  const shipped = accuracy.origin === 'shipped';
  return (
    <div className={classes.numbers}>
      <span title={t(shipped ? 'rail.shippedHint' : 'rail.accuracy')}>
        <strong>{format.percent(accuracy.accuracy)}</strong>
        {shipped && ` ${t('rail.shipped')}`}
      </span>
      <span>{t('rail.kept', { share: format.percent(cost.totals.keptWeights / cost.totals.weights) })}</span>
      <TinyHistogram counts={node.snapshot.tinyHistogram} />
    </div>
  );
}
