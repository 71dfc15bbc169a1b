import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import { Failure, Waiting } from '../ViewState.tsx';
import classes from '../views.module.css';
import { LayerHistograms } from './LayerHistograms.tsx';
import { ThresholdHistogram } from './ThresholdHistogram.tsx';
import { useLayerWeights } from './useLayerWeights.ts';

// Below the first picture, and loaded after it.
const FitControls = lazy(async () => ({ default: (await import('./more/FitControls.tsx')).FitControls }));
const WeightsMore = lazy(async () => ({ default: (await import('./more/WeightsMore.tsx')).WeightsMore }));

/** Histograms of the weights: all layers small, the chosen one large with a threshold that can be dragged. */
export function WeightsView() {
  const { t } = useTranslation('views');
  const { layers, error, retry } = useLayerWeights();
  const chosen = useLayer();
  const drawn = useLab((state) => state.drawn);
  const layer = layers?.find((entry) => entry.layer === chosen) ?? layers?.[0];
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('weights.explain')}</p>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : !layers ? (
        <Waiting height={560} />
      ) : !layer ? (
        <Text c="dimmed">{t('state.noWeights')}</Text>
      ) : (
        <>
          <LayerHistograms layers={layers} chosen={layer.layer} />
          <ThresholdHistogram layers={layers} layer={layer}>
            {drawn && (
              <Suspense>
                <FitControls layer={layer.layer} />
              </Suspense>
            )}
          </ThresholdHistogram>
          {drawn && (
            <Suspense>
              <WeightsMore layer={layer.layer} />
            </Suspense>
          )}
        </>
      )}
    </div>
  );
}
