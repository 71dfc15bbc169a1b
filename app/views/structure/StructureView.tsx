import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import { useLayer, useSnapshotA } from '../useSnapshots.ts';
import { Waiting } from '../ViewState.tsx';
import classes from '../views.module.css';
import { GroupDetail } from './GroupDetail.tsx';
import { GroupList } from './GroupList.tsx';
import { LevelsSection } from './LevelsSection.tsx';
import { useGroups } from './useGroups.ts';
import { WidthSection } from './WidthSection.tsx';
import { countDoomed, toColumns } from './widths.ts';

/** Which channels go together, how wide the network is along its depth, and what that shape comes from. */
export function StructureView() {
  const { t } = useTranslation('structure');
  const snapshot = useSnapshotA();
  const start = useLab((state) => state.nodes.find(({ parentId }) => parentId === null)?.snapshot);
  const draft = useLab((state) => state.draft);
  const preview = useLab((state) => state.preview);
  const groups = useGroups(snapshot?.spec);
  const layer = useLayer();
  const result = preview.kind === 'done' ? preview.result : preview.kind === 'running' ? preview.last : null;
  const doomed = useMemo(() => countDoomed(draft, result, groups ?? []), [draft, result, groups]);
  const columns = useMemo(() => {
    if (!snapshot) return [];
    const now = snapshot.summary.cost.layers;
    return toColumns(now, start?.summary.cost.layers ?? now, doomed);
  }, [snapshot, start, doomed]);
  if (!snapshot) return null;
  if (!groups) return <Waiting height={430} />;
  const chosen = groups.find(({ layers }) => layer !== undefined && layers.includes(layer));
  const hasStages = groups.some(({ place }) => place === 'stage');
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t(hasStages ? 'explain' : 'explainPlain')}</p>
      <WidthSection groups={groups} columns={columns} chosen={chosen} />
      {hasStages && <LevelsSection snapshot={snapshot} groups={groups} />}
      <section className={classes.section}>
        <h2 className={classes.heading}>{t('groups')}</h2>
        <GroupDetail group={chosen} />
        <GroupList spec={snapshot.spec} groups={groups} columns={columns} chosen={chosen} />
      </section>
    </div>
  );
}
