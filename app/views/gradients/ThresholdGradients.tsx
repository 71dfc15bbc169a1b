import { Switch } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GradientHistogram } from '../../../src/index.ts';
import { LogHistogram } from '../../charts/logHistogram/LogHistogram.tsx';
import type { LogHistogramBar } from '../../charts/logHistogram/layout.ts';
import { writeMagnitude } from '../../charts/logHistogram/magnitude.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { Figures } from '../Figures.tsx';
import classes from '../views.module.css';
import { computeNetShareBelow, computeShareBelow, findShownBins, toMagnitudes } from './gradientBins.ts';
import { useGradientsOptions } from './gradientsOptions.ts';

interface ThresholdGradientsProps {
  readonly report: { readonly images: number; readonly layers: readonly GradientHistogram[] };
  readonly layer: GradientHistogram;
  readonly compared: GradientHistogram | undefined;
  readonly threshold: number;
}

/** The large histogram of one layer's gradients, with the threshold below which they would not be sent. */
export function ThresholdGradients({ report, layer, compared, threshold }: ThresholdGradientsProps) {
  const { t } = useTranslation('gradients');
  const format = useFormat();
  const { log, threshold: chosen, set } = useGradientsOptions();
  const bins = useMemo(() => findShownBins(report.layers), [report]);
  const magnitudes = useMemo(() => toMagnitudes(layer, bins), [layer, bins]);
  const other = useMemo(() => compared && toMagnitudes(compared, bins), [compared, bins]);
  const describeBin = useCallback(
    ({ from, to, count, comparedCount }: LogHistogramBar) => {
      const words = { from: writeMagnitude(from), to: writeMagnitude(to), amount: format.count(count) };
      return comparedCount === undefined
        ? t('bin', words)
        : t('binCompared', { ...words, compared: format.count(comparedCount) });
    },
    [t, format],
  );
  const columns = useMemo(
    () => ({ from: t('from'), to: t('to'), count: t('countColumn'), compared: t('comparedColumn') }),
    [t],
  );
  const words = {
    threshold: writeMagnitude(threshold),
    share: format.percent(computeShareBelow(layer, threshold)),
    net: format.percent(computeNetShareBelow(report.layers, threshold)),
  };
  const zeros = format.count(layer.zeros + layer.below);
  return (
    <section className={classes.section}>
      <Figures
        figures={[
          { label: t('readout.threshold'), value: words.threshold, note: chosen === null ? t('auto') : '' },
          {
            label: t('readout.layer', { layer: layer.layer }),
            value: words.share,
            note: t('ofWeights', { amount: format.count(layer.weights) }),
          },
          { label: t('readout.net'), value: words.net },
          { label: t('readout.mean'), value: writeMagnitude(layer.meanAbsolute) },
          { label: t('readout.rms'), value: writeMagnitude(layer.rootMeanSquare) },
        ]}
      />
      <LogHistogram
        magnitudes={magnitudes}
        compared={other}
        log={log}
        threshold={{
          value: threshold,
          onChange: (value) => set({ threshold: value }),
          label: t('threshold'),
          valueText: t('thresholdText', { ...words, layer: layer.layer }),
        }}
        title={<b>{t('title', { layer: layer.layer })}</b>}
        label={t('chart', { layer: layer.layer, amount: format.count(layer.weights), zeros })}
        xLabel={t('magnitude')}
        yLabel={t('count')}
        columns={columns}
        describeBin={describeBin}
        zeroText={t('zeros', { amount: zeros })}
        formatCount={format.count}
      />
      <div className={classes.controls}>
        <Switch
          size="sm"
          label={t('log')}
          checked={log}
          onChange={(event) => set({ log: event.currentTarget.checked })}
        />
      </div>
      <p className={classes.note}>
        {t('measured', { images: format.count(report.images), zeros })} {compared && t('compared')}{' '}
        {layer.above > 0 && t('above', { amount: format.count(layer.above) })}
      </p>
    </section>
  );
}
