import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useSnapshotA, useSnapshotB } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { AcceleratorSection } from './AcceleratorSection.tsx';
import { Chapter, ChapterNav } from './Chapter.tsx';
import { CostTable } from './CostTable.tsx';
import { LatencySection } from './LatencySection.tsx';
import { MacsSection } from './MacsSection.tsx';
import { ParetoSection } from './ParetoSection.tsx';
import { SparseSection } from './SparseSection.tsx';
import { StorageSection } from './StorageSection.tsx';

/** What the network costs: what it weighs, computes and takes here, what others could do with it, and all snapshots. */
export function CostView() {
  const { t } = useTranslation('cost');
  const a = useSnapshotA();
  const b = useSnapshotB();
  const format = useFormat();
  if (!a) return null;
  const { compact } = a.summary;
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('explain')}</p>
      <ChapterNav />
      <Chapter name="weighs">
        {compact && (
          <p className={classes.explain}>
            {t(compact.maxLogitDifference === 0 ? 'compactExact' : 'compactProof', {
              images: format.count(compact.images),
              difference: compact.maxLogitDifference.toExponential(1),
            })}
          </p>
        )}
        <CostTable a={a.summary.cost} b={b?.summary.cost} />
        <StorageSection a={a} b={b} />
      </Chapter>
      <Chapter name="computes">
        <MacsSection snapshot={a} />
      </Chapter>
      <Chapter name="takes">
        <LatencySection snapshot={a} />
      </Chapter>
      <Chapter name="sparse">
        <SparseSection snapshot={a} />
      </Chapter>
      <Chapter name="hardware">
        <AcceleratorSection snapshot={a} />
      </Chapter>
      <Chapter name="all">
        <ParetoSection />
      </Chapter>
    </div>
  );
}
