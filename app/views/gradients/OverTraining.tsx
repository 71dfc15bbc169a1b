import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordHint } from '../RecordHint.tsx';
import { listRecordedMoments } from '../recordedMoments.ts';
import { usePath } from '../usePath.ts';
import classes from '../views.module.css';
import { GradientRidges } from './GradientRidges.tsx';
import { ShareOverTraining } from './ShareOverTraining.tsx';

interface OverTrainingProps {
  readonly layer: string;
  readonly threshold: number;
}

/** What the trainings on the way to A recorded of their gradients. */
export function OverTraining({ layer, threshold }: OverTrainingProps) {
  const { t } = useTranslation('gradients');
  const path = usePath();
  const moments = useMemo(() => listRecordedMoments(path, 'gradients'), [path]);
  return (
    <section className={classes.section} style={{ marginTop: 16 }}>
      <h3 className={classes.heading}>{t('over.title')}</h3>
      {moments.length === 0 ? (
        <RecordHint text={t('over.nothing')} />
      ) : (
        <>
          <p className={classes.explain}>{t('over.explain')}</p>
          <ShareOverTraining moments={moments} threshold={threshold} />
          <GradientRidges moments={moments} layer={layer} threshold={threshold} />
        </>
      )}
    </section>
  );
}
