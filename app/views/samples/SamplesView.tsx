import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../views.module.css';
import { OwnSection } from './OwnSection.tsx';
import { TestSection } from './TestSection.tsx';
import { usePair } from './usePair.ts';

type Source = 'test' | 'own';

/** What the network gets right and wrong, before and after: on test images, or on a picture of one's own. */
export function SamplesView() {
  const { t } = useTranslation('samples');
  const pair = usePair();
  const [source, setSource] = useState<Source>('test');
  if (!pair) return null;
  return (
    <div className={classes.view}>
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
      <p className={classes.explain}>
        {t(source === 'test' ? 'explain' : 'explainOwn')} {t(`role.${pair.role}`)}
      </p>
      {source === 'test' ? <TestSection pair={pair} /> : <OwnSection pair={pair} />}
    </div>
  );
}
