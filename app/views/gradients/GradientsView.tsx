import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLayer } from '../useSnapshots.ts';
import { Failure, Waiting } from '../ViewState.tsx';
import classes from '../views.module.css';
import { findShownBins } from './gradientBins.ts';
import { LayerGradients } from './LayerGradients.tsx';
import { OverTraining } from './OverTraining.tsx';
import { ThresholdGradients } from './ThresholdGradients.tsx';
import { useGradients } from './useGradients.ts';

/** How large gradients are, layer by layer: now, and over the trainings that recorded them. */
export function GradientsView() {
  const { t } = useTranslation('gradients');
  const { report, stale, progress, error, retry, compared, threshold } = useGradients();
  const chosen = useLayer();
  const layer = report?.layers.find((entry) => entry.layer === chosen) ?? report?.layers[0];
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('explain')}</p>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : !report || threshold === null ? (
        <Waiting height={520} progress={progress} />
      ) : !layer ? (
        <Text c="dimmed">{t('state.noWeights', { ns: 'views' })}</Text>
      ) : (
        <>
          <div className={`${classes.section} ${stale ? classes.stale : ''}`}>
            <LayerGradients
              layers={report.layers}
              bins={findShownBins(report.layers)}
              compared={compared}
              threshold={threshold}
              chosen={layer.layer}
            />
            <ThresholdGradients
              report={report}
              layer={layer}
              compared={compared(layer.layer)}
              threshold={threshold}
            />
          </div>
          <OverTraining layer={layer.layer} threshold={threshold} />
        </>
      )}
    </div>
  );
}
