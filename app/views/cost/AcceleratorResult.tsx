import { useTranslation } from 'react-i18next';
import type { AcceleratorReport, LayerAcceleration } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { Figures } from '../Figures.tsx';
import shared from '../views.module.css';
import { AcceleratorSweeps } from './AcceleratorSweeps.tsx';
import { AcceleratorTimeline } from './AcceleratorTimeline.tsx';

interface AcceleratorResultProps {
  readonly report: AcceleratorReport;
  readonly layer: LayerAcceleration;
}

/** One dense layer on the simulated accelerator: its numbers, its first image over time, and two sweeps. */
export function AcceleratorResult({ report, layer }: AcceleratorResultProps) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const times = (value: number | null) =>
    value === null ? '–' : t('times', { times: format.number(value) });
  return (
    <>
      <Figures
        figures={[
          {
            label: t('accelerator.cycles'),
            value: format.count(layer.cycles),
            note: t('accelerator.derived', { time: format.number(layer.derivedMicroseconds) }),
          },
          {
            label: t('accelerator.balance'),
            value: format.percent(layer.loadBalance),
            note: t('accelerator.ideal', { cycles: format.count(layer.theoreticalCycles) }),
          },
          {
            label: t('accelerator.stalls'),
            value: format.percent(layer.stallShare),
            note: t('accelerator.stallNote'),
          },
          {
            label: t('accelerator.padding'),
            value: format.percent(layer.paddingShare),
            note: t('accelerator.paddingNote'),
          },
          {
            label: t('accelerator.speedUpDense'),
            value: times(layer.speedUpDense),
            note: t('accelerator.weightDensity', { share: format.percent(layer.weightDensity) }),
          },
          {
            label: t('accelerator.speedUpWeights'),
            value: times(layer.speedUpWeightsOnly),
            note: t('accelerator.activationDensity', { share: format.percent(layer.activationDensity) }),
          },
        ]}
      />
      <AcceleratorTimeline report={report} layer={layer} />
      <AcceleratorSweeps report={report} layer={layer} />
      <p className={shared.note}>
        {t('accelerator.note', {
          images: format.count(report.images),
          peak: format.number(report.peakGops),
          pes: format.count(report.peCount),
        })}{' '}
        {report.leftOut.length > 0 && t('accelerator.leftOut', { layers: report.leftOut.join(', ') })}
      </p>
    </>
  );
}
