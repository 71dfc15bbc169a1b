import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import shared from '../views.module.css';
import { OwnMaps } from './OwnMaps.tsx';
import { TestImageMaps } from './TestImageMaps.tsx';

type Source = 'test' | 'own';

/** What every node makes of one image: of the test images, or of one's own. */
export function MapsSection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('activations');
  const [source, setSource] = useState<Source>('test');
  return (
    <section className={shared.section}>
      <h2 className={shared.heading}>{t('maps')}</h2>
      <p className={shared.explain}>{t('explain')}</p>
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('source')}
        value={source}
        onChange={(value) => setSource(value as Source)}
        data={[
          { value: 'test', label: t('sourceTest') },
          { value: 'own', label: t('sourceOwn') },
        ]}
      />
      {source === 'test' ? <TestImageMaps snapshot={snapshot} /> : <OwnMaps snapshot={snapshot} />}
    </section>
  );
}
