import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SnapshotId } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { PREVIEW_IMAGES } from '../../store/draftSlice.ts';
import { useLab } from '../../store/labContext.ts';
import { useJobQuery } from '../useJobQuery.ts';
import { type PruneLevel, toLevelStep } from './pruneLevels.ts';
import classes from './structure.module.css';

interface LevelRowProps {
  readonly id: SnapshotId;
  readonly level: PruneLevel;
  /** Of the channels of each group, 0…1. */
  readonly share: number;
  readonly insideLayers: readonly string[];
}

/** What pruning one level would leave, measured, and the button that makes it the next step. */
export function LevelRow({ id, level, share, insideLayers }: LevelRowProps) {
  const { t } = useTranslation('structure');
  const format = useFormat();
  const draft = useLab((state) => state.draft);
  const setDraft = useLab((state) => state.setDraft);
  const names = insideLayers.join();
  const step = useMemo(() => toLevelStep(level, share, names.split(',')), [level, share, names]);
  const { data, stale, error, retry } = useJobQuery('preview', { id, step, images: PREVIEW_IMAGES });
  const used = JSON.stringify(draft) === JSON.stringify(step);
  return (
    <tr data-used={used || undefined} data-stale={stale || undefined}>
      <th scope="row">
        {t(`levelNames.${level}.name`)}
        <span className={classes.quiet}>{t(`levelNames.${level}.hint`)}</span>
      </th>
      {error ? (
        <td colSpan={3}>
          {t(`${error.code}.title`, { ns: 'errors' })}{' '}
          <Button size="compact-xs" variant="subtle" onClick={retry}>
            {t('state.retry', { ns: 'views' })}
          </Button>
        </td>
      ) : (
        <>
          <td>
            {data ? format.percent(data.accuracy) : '…'}
            <span className={classes.quiet}>
              {data ? t('before', { share: format.percent(data.accuracyBefore) }) : ''}
            </span>
          </td>
          <td>{data ? format.percent(data.keptWeights / data.weights) : '…'}</td>
          <td>{data ? format.percent(data.effectiveMacs / data.macs) : '…'}</td>
        </>
      )}
      <td data-no-csv>
        <Button size="compact-sm" variant={used ? 'light' : 'default'} onClick={() => setDraft(step)}>
          {t(used ? 'used' : 'use')}
        </Button>
      </td>
    </tr>
  );
}
