import { UnstyledButton } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SmallHistogram } from '../../../charts/histogram/SmallHistogram.tsx';
import { thinOut } from '../../../charts/ridgeline/layout.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useLab } from '../../../store/labContext.ts';
import { nameOf } from '../../../store/treeNodes.ts';
import { WEIGHT_BINS } from '../../prefetchWeights.ts';
import multiples from '../../smallMultiples.module.css';
import { useJobQuery } from '../../useJobQuery.ts';
import { usePath } from '../../usePath.ts';
import { Failure, Waiting } from '../../ViewState.tsx';
import shared from '../../views.module.css';
import { useWeightsOptions } from '../weightsOptions.ts';
import classes from './more.module.css';

const MOST_PHASES = 16;

/** The chosen layer at every snapshot from the start to A, in the same bins; a click looks at that snapshot. */
export function PhaseStrip({ layer }: { readonly layer: string }) {
  const { t } = useTranslation('weightsMore');
  const { t: shell } = useTranslation();
  const format = useFormat();
  const path = usePath();
  const log = useWeightsOptions((options) => options.log);
  const zeros = useWeightsOptions((options) => options.zeros);
  const selectedId = useLab((state) => state.selectedId);
  const select = useLab((state) => state.select);
  const shown = useMemo(() => thinOut(path, MOST_PHASES), [path]);
  const ids = useMemo(() => shown.map(({ id }) => id), [shown]);
  const { data, stale, error, retry } = useJobQuery('histograms', { ids, bins: WEIGHT_BINS });
  const stripRef = useRef<HTMLOListElement>(null);
  // A stands at the end, which a long path would hide.
  useEffect(() => {
    if (data && ids.length > 0 && stripRef.current)
      stripRef.current.scrollLeft = stripRef.current.scrollWidth;
  }, [data, ids]);
  const isPruned = path.some(({ step }) => step?.kind === 'prune');
  const isTuned = isPruned && path.at(-1)?.step?.kind === 'train';
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!data) return <Waiting height={150} />;
  return (
    <section>
      <h3 className={shared.heading}>{t('phases.title', { layer })}</h3>
      <p className={shared.explain}>
        {t(isTuned ? 'phases.tuned' : isPruned ? 'phases.pruned' : 'phases.start')}
        {shown.length < path.length &&
          ` ${t('phases.some', { shown: format.count(shown.length), all: format.count(path.length) })}`}
      </p>
      <ol ref={stripRef} className={classes.strip} data-stale={stale || undefined}>
        {shown.map((node, index) => {
          const found = data[index]?.find((entry) => entry.layer === layer);
          if (stale || !found) return null;
          const kept = found.counts.reduce((sum, count) => sum + count, 0);
          const pruned = format.percent(found.pruned / Math.max(1, kept + found.pruned), 0);
          const accuracy = format.percent(node.snapshot!.summary.accuracy.accuracy);
          return (
            <li key={node.id}>
              <UnstyledButton
                className={`${multiples.multiple} ${classes.phase}`}
                aria-pressed={node.id === selectedId}
                aria-label={t('phases.label', { name: nameOf(node), pruned, accuracy })}
                onClick={() => select(node.id)}
              >
                <span className={multiples.multipleHead}>
                  <b>{nameOf(node)}</b>
                  <span>{node.step && shell(`steps.kind.${node.step.kind}`)}</span>
                </span>
                <SmallHistogram
                  bins={{
                    domain: found.domain,
                    counts: found.counts,
                    atZero: zeros ? found.pruned : 0,
                  }}
                  log={log}
                  height={56}
                />
                <span className={classes.phaseFoot}>
                  <span>{t('phases.sparsity', { share: pruned })}</span>
                  <span>{t('phases.accuracy', { share: accuracy })}</span>
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
