import { Slider, Stack } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { AMOUNT_CONTROLS } from './amountChoices.ts';
import classes from './LayerShares.module.css';
import { type PruneFieldProps, usePruneChange } from './pruneField.ts';
import { layerChoices } from './pruneProblems.ts';
import { useLayerName } from './useLayerName.ts';

interface LayerSharesProps extends PruneFieldProps {
  /** By layer, 0…1. */
  readonly shares: Readonly<Record<string, number>>;
}

/** A small slider for each layer that can be pruned. */
export function LayerShares({ draft, shares }: LayerSharesProps) {
  const { spec } = usePruneChange();
  const nameLayers = useLayerName();
  const choices = spec ? layerChoices(spec, draft).filter(({ problem }) => !problem) : [];
  const known = new Map(choices.map(({ layer, layers }) => [layer, layers]));
  return (
    <Stack gap={2} className={classes.list!}>
      {Object.entries(shares).map(([layer, share]) => {
        const layers = known.get(layer) ?? [layer];
        return (
          <LayerShare
            key={layer}
            layer={layer}
            name={nameLayers(layers)}
            title={layers.join(' + ')}
            share={share}
          />
        );
      })}
    </Stack>
  );
}

interface LayerShareProps {
  readonly layer: string;
  readonly name: string;
  readonly title: string;
  readonly share: number;
}

const LayerShare = memo(function LayerShare({ layer, name, title, share }: LayerShareProps) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const changePrune = useLab((state) => state.changePrune);
  const { min, max, step } = AMOUNT_CONTROLS.sparsity;
  return (
    <div className={classes.row} title={title}>
      <span className={classes.name}>{name}</span>
      <Slider
        size="sm"
        label={null}
        min={min}
        max={max}
        step={step}
        value={share}
        thumbLabel={t('prune.valueOf', { layer: name })}
        onChange={(next) =>
          changePrune((draft) =>
            'perLayer' in draft.amount
              ? {
                  ...draft,
                  amount: { perLayer: { ...draft.amount.perLayer, [layer]: Number(next.toFixed(4)) } },
                }
              : draft,
          )
        }
      />
      <span className={classes.value}>{format.percent(share)}</span>
    </div>
  );
});
