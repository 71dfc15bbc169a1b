import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SmallHistogram } from '../../charts/histogram/SmallHistogram.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import classes from '../smallMultiples.module.css';
import { thresholdOfDraft } from './threshold.ts';
import type { LayerWeights } from './useLayerWeights.ts';
import { useWeightsOptions } from './weightsOptions.ts';

/** Every layer's histogram side by side; a click chooses the layer for the large one. */
export function LayerHistograms({
  layers,
  chosen,
}: {
  readonly layers: readonly LayerWeights[];
  readonly chosen: string;
}) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const draft = useLab((state) => state.draft);
  const selectLayer = useLab((state) => state.selectLayer);
  const log = useWeightsOptions((options) => options.log);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={classes.multiples} role="group" aria-label={t('weights.layers')}>
      {layers.map((entry) => {
        const sparsity = format.percent(1 - entry.sorted.length / entry.weights, 0);
        return (
          <UnstyledButton
            key={entry.layer}
            className={classes.multiple!}
            aria-pressed={entry.layer === chosen}
            aria-label={t('weights.smallLabel', {
              layer: entry.layer,
              weights: format.count(entry.weights),
              sparsity,
            })}
            onClick={() => selectLayer(entry.layer)}
          >
            <span className={classes.multipleHead}>
              <b>{entry.layer}</b>
              <span>{t('weights.sparsity', { share: sparsity })}</span>
            </span>
            <SmallHistogram
              bins={entry.bins}
              compared={entry.compared}
              log={log}
              threshold={thresholdOfDraft(draft, entry.layer, layers)}
            />
          </UnstyledButton>
        );
      })}
    </div>
  );
}
