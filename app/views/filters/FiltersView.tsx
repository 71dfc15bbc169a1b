import { Text } from '@mantine/core';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobQuery } from '../useJobQuery.ts';
import { useLayer, useSnapshotA } from '../useSnapshots.ts';
import { Failure, Waiting } from '../ViewState.tsx';
import classes from '../views.module.css';
import { LayerFilters } from './LayerFilters.tsx';

/** Every filter of the chosen layer as an image, in the order of a criterion; single ones are cut and restored. */
export function FiltersView() {
  const { t } = useTranslation('filters');
  const snapshot = useSnapshotA();
  const layer = useLayer();
  const kernels = useJobQuery('kernels', snapshot && layer ? { id: snapshot.id, layer } : null);
  const fresh = kernels.stale ? undefined : kernels.data;
  const found = useMemo(
    () => (snapshot && layer && fresh ? { snapshot, layer, kernels: fresh } : undefined),
    [snapshot, layer, fresh],
  );
  // What was seen last stays until the next layer is there, which takes a moment.
  const last = useRef(found);
  if (found) last.current = found;
  const shown = found ?? last.current;
  if (!snapshot) return null;
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('explain')}</p>
      {kernels.error ? (
        <Failure error={kernels.error} onRetry={kernels.retry} />
      ) : layer === undefined ? (
        <Text c="dimmed">{t('state.noWeights', { ns: 'views' })}</Text>
      ) : shown ? (
        <LayerFilters {...shown} />
      ) : (
        <Waiting height={560} />
      )}
    </div>
  );
}
