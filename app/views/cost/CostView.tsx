import { useTranslation } from 'react-i18next';
import { useSnapshotA, useSnapshotB } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { BytesSection } from './BytesSection.tsx';
import { CostTable } from './CostTable.tsx';
import { LatencySection } from './LatencySection.tsx';

/** What the network costs: numbers per layer, bytes per format, and time measured here. */
export function CostView() {
  const { t } = useTranslation('laterViews');
  const a = useSnapshotA();
  const b = useSnapshotB();
  if (!a) return null;
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('cost.explain')}</p>
      <CostTable a={a.summary.cost} b={b?.summary.cost} />
      <div className={classes.columns}>
        <BytesSection a={a.summary.cost.totals.bytes} b={b?.summary.cost.totals.bytes} />
        <LatencySection snapshot={a} />
      </div>
    </div>
  );
}
