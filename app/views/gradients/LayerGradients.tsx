import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GradientHistogram } from '../../../src/index.ts';
import { SmallLogHistogram } from '../../charts/logHistogram/SmallLogHistogram.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import classes from '../smallMultiples.module.css';
import { computeShareBelow, toMagnitudes } from './gradientBins.ts';
import { useGradientsOptions } from './gradientsOptions.ts';

interface LayerGradientsProps {
  readonly layers: readonly GradientHistogram[];
  /** The bins that are shown of all. */
  readonly bins: readonly [number, number];
  readonly compared: (layer: string) => GradientHistogram | undefined;
  readonly threshold: number;
  readonly chosen: string;
}

/** Every layer's gradients on one axis, with the share below the threshold; a click chooses the layer. */
export function LayerGradients({ layers, bins, compared, threshold, chosen }: LayerGradientsProps) {
  const { t } = useTranslation('gradients');
  const format = useFormat();
  const selectLayer = useLab((state) => state.selectLayer);
  const log = useGradientsOptions((options) => options.log);
  const [from, end] = bins;
  const magnitudes = useMemo(
    () => layers.map((layer) => toMagnitudes(layer, [from, end])),
    [layers, from, end],
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={classes.multiples} role="group" aria-label={t('layers')}>
      {layers.map((entry, index) => {
        const other = compared(entry.layer);
        const share = format.percent(computeShareBelow(entry, threshold));
        return (
          <UnstyledButton
            key={entry.layer}
            className={classes.multiple!}
            aria-pressed={entry.layer === chosen}
            aria-label={t('smallLabel', { layer: entry.layer, share })}
            onClick={() => selectLayer(entry.layer)}
          >
            <span className={classes.multipleHead}>
              <b>{entry.layer}</b>
              <span>{t('shareBelow', { share })}</span>
            </span>
            <SmallLogHistogram
              magnitudes={magnitudes[index]!}
              compared={other && toMagnitudes(other, [from, end])}
              log={log}
              threshold={threshold}
            />
          </UnstyledButton>
        );
      })}
    </div>
  );
}
