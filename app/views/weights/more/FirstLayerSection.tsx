import { useTranslation } from 'react-i18next';
import { Failure, Waiting } from '../../ViewState.tsx';
import shared from '../../views.module.css';
import { FirstLayerMask } from './FirstLayerMask.tsx';
import { useMeasuredWeights } from './useMeasuredWeights.ts';

/** The first layer's mask where it can be laid out as an image, else why it cannot. */
export function FirstLayerSection() {
  const { t } = useTranslation('weightsMore');
  const { weights, stale, error, retry, progress } = useMeasuredWeights();
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!weights) return <Waiting height={320} progress={progress} />;
  const { firstLayer } = weights;
  return (
    <section className={stale ? shared.stale : undefined}>
      <h3 className={shared.heading}>{t('first.title')}</h3>
      {firstLayer.kind === 'none' ? (
        <p className={shared.note}>{t(`first.reasons.${firstLayer.reason}`)}</p>
      ) : (
        <FirstLayerMask image={firstLayer} />
      )}
    </section>
  );
}
