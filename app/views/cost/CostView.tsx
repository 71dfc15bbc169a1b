import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useSnapshotA, useSnapshotB } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { BytesSection } from './BytesSection.tsx';
import { CostTable } from './CostTable.tsx';
import { LatencySection } from './LatencySection.tsx';

/** What the network costs: numbers per layer, bytes per format, and time measured here. */
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
      {compact && (
        <p className={classes.explain}>
          {t(compact.maxLogitDifference === 0 ? 'compactExact' : 'compactProof', {
            images: format.count(compact.images),
            difference: compact.maxLogitDifference.toExponential(1),
          })}
        </p>
      )}
      <CostTable a={a.summary.cost} b={b?.summary.cost} />
      <div className={classes.columns}>
        <BytesSection a={a.summary.cost.totals.bytes} b={b?.summary.cost.totals.bytes} />
        <LatencySection snapshot={a} />
      </div>
    </div>
  );
}
