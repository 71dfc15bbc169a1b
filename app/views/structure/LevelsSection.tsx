import { Slider } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import { TableFrame } from '../../charts/download/TableFrame.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { PREVIEW_IMAGES } from '../../store/draftSlice.ts';
import shared from '../views.module.css';
import { LevelRow } from './LevelRow.tsx';
import { PRUNE_LEVELS } from './pruneLevels.ts';
import classes from './structure.module.css';
import type { PlacedGroup } from './useGroups.ts';

const INITIAL_SHARE = 0.3;
const MOST = 0.9;

interface LevelsSectionProps {
  readonly snapshot: SnapshotView;
  readonly groups: readonly PlacedGroup[];
}

/** The same share pruned inside blocks, of the stages, and of both: each measured from this snapshot, and ready to be applied. */
export function LevelsSection({ snapshot, groups }: LevelsSectionProps) {
  const { t } = useTranslation('structure');
  const format = useFormat();
  const [share, setShare] = useState(INITIAL_SHARE);
  const [measuredShare, setMeasuredShare] = useState(INITIAL_SHARE);
  const insideLayers = groups.filter(({ place }) => place === 'inside').map(({ layer }) => layer);
  return (
    <section className={shared.section} aria-label={t('levels')}>
      <h2 className={shared.heading}>{t('levels')}</h2>
      <p className={shared.explain}>{t('levelsExplain', { images: format.count(PREVIEW_IMAGES) })}</p>
      <div className={classes.slider}>
        <span>{t('share')}</span>
        <Slider
          min={0}
          max={MOST}
          step={0.05}
          value={share}
          label={null}
          thumbLabel={t('share')}
          thumbProps={{ 'aria-valuetext': format.percent(share, 0) }}
          onChange={(next) => setShare(Number(next.toFixed(2)))}
          onChangeEnd={(next) => setMeasuredShare(Number(next.toFixed(2)))}
        />
        <b>{format.percent(share, 0)}</b>
      </div>
      <TableFrame label={t('levels')} className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('level')}</th>
              <th scope="col">{t('accuracy')}</th>
              <th scope="col">{t('keptWeights')}</th>
              <th scope="col">{t('macs')}</th>
              <th scope="col" data-no-csv>
                <span className={classes.hidden}>{t('use')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {PRUNE_LEVELS.map((level) => (
              <LevelRow
                key={level}
                id={snapshot.id}
                level={level}
                share={measuredShare}
                insideLayers={insideLayers}
              />
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}
