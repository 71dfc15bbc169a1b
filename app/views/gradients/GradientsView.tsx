import { SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLayer } from '../useSnapshots.ts';
import { Failure, Waiting } from '../ViewState.tsx';
import classes from '../views.module.css';
import { findShownBins } from './gradientBins.ts';
import { LayerGradients } from './LayerGradients.tsx';
import { LabView } from './lab/LabView.tsx';
import { useExchangeLab } from './lab/labStore.ts';
import { OverTraining } from './OverTraining.tsx';
import { ThresholdGradients } from './ThresholdGradients.tsx';
import { TrainingLoss } from './TrainingLoss.tsx';
import { useGradients } from './useGradients.ts';

const TABS = ['gradients', 'lab'] as const;

/** Gradients of the network, and the lab in which simulated workers exchange them. */
export function GradientsView() {
  const { t } = useTranslation('gradientLab');
  const tab = useExchangeLab((state) => state.tab);
  const setTab = useExchangeLab((state) => state.setTab);
  return (
    <div className={classes.view}>
      <SegmentedControl
        size="sm"
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('tabs.label')}
        value={tab}
        data={TABS.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        onChange={(next) => setTab(next as (typeof TABS)[number])}
      />
      {tab === 'lab' ? <LabView /> : <MeasuredGradients />}
    </div>
  );
}

/** How large gradients are, layer by layer: now, and over the trainings that recorded them. */
function MeasuredGradients() {
  const { t } = useTranslation('gradients');
  const { report, stale, progress, error, retry, compared, threshold } = useGradients();
  const chosen = useLayer();
  const layer = report?.layers.find((entry) => entry.layer === chosen) ?? report?.layers[0];
  return (
    <>
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
          <TrainingLoss />
        </>
      )}
    </>
  );
}
