import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLayer } from '../useSnapshots.ts';
import { Failure, Waiting } from '../ViewState.tsx';
import classes from '../views.module.css';
import { LayerHistograms } from './LayerHistograms.tsx';
import { ThresholdHistogram } from './ThresholdHistogram.tsx';
import { useLayerWeights } from './useLayerWeights.ts';

/** Histograms of the weights: all layers small, the chosen one large with a threshold that can be dragged. */
export function WeightsView() {
  const { t } = useTranslation('views');
  const { layers, error, retry } = useLayerWeights();
  const chosen = useLayer();
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
          <ThresholdHistogram layers={layers} layer={layer} />
        </>
      )}
    </div>
  );
}
