import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import { useLayer } from '../useSnapshots.ts';
import { Failure, Waiting } from '../ViewState.tsx';
import classes from '../views.module.css';
import { ApozDistribution } from './ApozDistribution.tsx';
import { useApoz } from './useApoz.ts';

/** How often each channel of the chosen layer puts out 0, with a cut that can be dragged. */
export function ApozSection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('activations');
  const layer = useLayer();
  const apoz = useApoz(snapshot.id);
  const found = apoz.data?.apoz?.find((entry) => entry.layer === layer);
  return (
    <section className={classes.section}>
      <p className={classes.explain}>{t('apozExplain')}</p>
      {apoz.error ? (
        <Failure error={apoz.error} onRetry={apoz.retry} />
      ) : !apoz.data ? (
        <Waiting height={360} progress={apoz.progress} />
      ) : !found ? (
        <Text mih={360} pt="md" c="dimmed">
          {t('apozNone', { layer: layer ?? '' })}
        </Text>
      ) : (
        <ApozDistribution apoz={found} />
      )}
    </section>
  );
}
