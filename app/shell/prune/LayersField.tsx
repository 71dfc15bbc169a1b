import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import fieldClasses from '../../ui/ChoiceSelect.module.css';
import { withLayers } from './pruneChoices.ts';
import { pruneField, usePruneChange } from './pruneField.ts';
import { layerChoices } from './pruneProblems.ts';
import { useLayerName } from './useLayerName.ts';

/** Which layers the step may prune; layers whose channels are joined are one entry. */
export const LayersField = pruneField(function LayersField({ draft }) {
  const { t } = useTranslation('forms');
  const nameLayers = useLayerName();
  const { spec, change } = usePruneChange();
  const choices = spec ? layerChoices(spec, draft) : [];
  const byLayer = new Map(choices.map((choice) => [choice.layer, choice]));
  return (
    <MultiSelect
      label={t('prune.layers')}
      placeholder={draft.layers ? undefined : t('prune.allLayers')}
      clearable
      clearButtonProps={{ 'aria-label': t('prune.allLayers') }}
      maxDropdownHeight={300}
      classNames={{ option: fieldClasses.option! }}
      data={choices.map(({ layer, layers, problem }) => ({
        value: layer,
        label: nameLayers(layers),
        disabled: problem !== undefined,
      }))}
      value={draft.layers ?? []}
      renderOption={({ option }) => {
        const choice = byLayer.get(option.value);
        return (
          <span title={choice?.layers.join(' + ')}>
            {option.label}
            {choice?.problem && (
              <span className={fieldClasses.problem}>{t(`prune.problems.${choice.problem}`)}</span>
            )}
          </span>
        );
      }}
      onChange={(chosen) => change((step) => withLayers(step, chosen))}
    />
  );
});
