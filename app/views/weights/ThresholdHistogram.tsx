import { type ReactNode, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { countBelow } from '../../../src/index.ts';
import { Histogram } from '../../charts/histogram/Histogram.tsx';
import type { HistogramBar } from '../../charts/histogram/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { AccuracyFigure } from '../AccuracyFigure.tsx';
import { Figures } from '../Figures.tsx';
import { useDraftWriter } from '../useDraftWriter.ts';
import classes from '../views.module.css';
import { HistogramControls } from './HistogramControls.tsx';
import { thresholdOfDraft } from './threshold.ts';
import type { LayerWeights } from './useLayerWeights.ts';
import { useWeightsOptions } from './weightsOptions.ts';

/** Limit of `thresholdSigma` in a recipe. */
const MOST_SIGMAS = 10;

interface ThresholdHistogramProps {
  readonly layers: readonly LayerWeights[];
  readonly layer: LayerWeights;
  /** What is said of the drawing, right below it. */
  readonly children?: ReactNode;
}

/** The large histogram: the threshold is that of the step being made, and moving it writes the step. */
export function ThresholdHistogram({ layers, layer, children }: ThresholdHistogramProps) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const draft = useLab((state) => state.draft);
  const writeDraft = useDraftWriter();
  const log = useWeightsOptions((options) => options.log);
  const normal = useWeightsOptions((options) => options.normal);
  const zeros = useWeightsOptions((options) => options.zeros);
  const snapshotId = useLab((state) => state.selectedId);
  const laplace = useWeightsOptions(({ laplace: isOn, laplaceFits }) =>
    isOn && laplaceFits?.snapshotId === snapshotId ? laplaceFits.ofLayer.get(layer.layer) : undefined,
  );
  const { bins, sorted, weights, mean, standardDeviation, compared } = layer;
  const threshold = thresholdOfDraft(draft, layer.layer, layers) ?? 0;
  const doomed = countBelow(sorted, threshold);
  const sigmas = standardDeviation > 0 ? threshold / standardDeviation : 0;
  const pruned = weights - sorted.length;
  const sparsity = (pruned + doomed) / weights;
  const forAll = draft.kind !== 'prune' || draft.layers === undefined;

  const write = useCallback(
    (value: number, all: boolean) =>
      writeDraft({
        criterion: 'magnitude',
        granularity: 'weight',
        scope: 'uniform',
        amount: {
          thresholdSigma: standardDeviation > 0 ? Math.min(MOST_SIGMAS, value / standardDeviation) : 0,
        },
        ...(all ? {} : { layers: [layer.layer] }),
      }),
    [writeDraft, standardDeviation, layer.layer],
  );
  const formatValue = useCallback((value: number) => format.number(value, 3), [format]);
  const describeBin = useCallback(
    (bar: HistogramBar) => {
      const words = { from: formatValue(bar.from), to: formatValue(bar.to), amount: format.count(bar.count) };
      return bar.comparedCount === undefined
        ? t('weights.bin', words)
        : t('weights.binCompared', { ...words, compared: format.count(bar.comparedCount) });
    },
    [t, format, formatValue],
  );
  const columns = useMemo(
    () => ({
      from: t('weights.from'),
      to: t('weights.to'),
      count: t('weights.countColumn'),
      compared: t('weights.comparedColumn'),
    }),
    [t],
  );
  const moments = useMemo(() => ({ mean, standardDeviation }), [mean, standardDeviation]);
  const shown = useMemo(() => (zeros ? bins : { ...bins, atZero: 0 }), [bins, zeros]);
  const words = {
    // A fixed number of digits, so that nothing moves while the hand does.
    t: threshold.toFixed(3),
    q: sigmas.toFixed(2),
    doomed: format.count(doomed),
    sparsity: format.percent(sparsity),
  };
  return (
    <section className={classes.section}>
      <HistogramControls forAll={forAll} onScope={(all) => write(threshold, all)} />
      <Figures
        figures={[
          { label: t('weights.readout.t'), value: words.t },
          { label: t('weights.readout.q'), value: words.q },
          {
            label: t('weights.readout.doomed'),
            value: words.doomed,
            note: t('weights.ofWeights', { amount: format.count(weights) }),
          },
          {
            label: t('weights.readout.sparsity'),
            value: words.sparsity,
            note: t('weights.before', { share: format.percent(pruned / weights) }),
          },
        ]}
      >
        <AccuracyFigure label={t('weights.readout.accuracy')} />
      </Figures>
      <Histogram
        bins={shown}
        compared={compared}
        normal={normal ? moments : undefined}
        laplace={laplace}
        log={log}
        threshold={{
          value: threshold,
          max: bins.domain[1],
          onChange: (value) => write(value, forAll),
          label: t('weights.threshold'),
          valueText: t('weights.thresholdText', words),
        }}
        title={<b>{t('weights.title', { layer: layer.layer })}</b>}
        label={t('weights.chart', {
          layer: layer.layer,
          amount: format.count(sorted.length),
          mean: formatValue(mean),
          sigma: formatValue(standardDeviation),
          pruned: format.count(pruned),
        })}
        xLabel={t('weights.weight')}
        yLabel={t('weights.count')}
        zeroText={t('weights.atZero', { amount: format.count(pruned) })}
        columns={columns}
        describeBin={describeBin}
        formatValue={formatValue}
        formatCount={format.count}
      />
      <p className={classes.note}>
        {t('weights.moments', { mean: formatValue(mean), sigma: formatValue(standardDeviation) })}.{' '}
        {pruned > 0 ? t('weights.zeroNote', { amount: format.count(pruned) }) : t('weights.noZeros')}{' '}
        {compared && t('weights.compared')}
      </p>
      {children}
    </section>
  );
}
