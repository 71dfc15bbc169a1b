import { Input, MultiSelect, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PruneStep } from '../../src/index.ts';
import { useLab } from '../store/labContext.ts';
import { AmountField } from './AmountField.tsx';
import {
  amountKind,
  CRITERION_IDS,
  type Criterion,
  criterionProblem,
  ignoresScope,
  layerChoices,
  withCriterion,
  withGranularity,
  withLayers,
} from './pruneChoices.ts';
import { useSelectedNode } from './usePanel.ts';

/** What to prune, by which criterion and how much. Only the amount is drawn again while a hand moves it. */
export function PruneForm({ draft }: { readonly draft: PruneStep }) {
  const { criterion, granularity, scope, amount, layers } = draft;
  return (
    <Stack gap="sm">
      <GranularityField granularity={granularity} />
      <AmountField amount={amount} criterion={criterion} />
      <CriterionField criterion={criterion} granularity={granularity} />
      <ScopeField scope={scope} fixed={ignoresScope(amountKind(amount))} />
      <LayersField granularity={granularity} layers={layers} />
    </Stack>
  );
}

const GranularityField = memo(function GranularityField({ granularity }: Pick<PruneStep, 'granularity'>) {
  const { t } = useTranslation();
  const changePrune = useLab((state) => state.changePrune);
  const spec = useSelectedNode()?.snapshot?.spec;
  return (
    <SegmentedControl
      fullWidth
      size="sm"
      value={granularity}
      aria-label={t('prune.granularity')}
      data={(['weight', 'filter'] as const).map((value) => ({
        value,
        label: t(`prune.granularities.${value}`),
      }))}
      onChange={(value) => changePrune((draft) => withGranularity(draft, value, spec))}
    />
  );
});

const CriterionField = memo(function CriterionField({
  criterion,
  granularity,
}: Pick<PruneStep, 'criterion' | 'granularity'>) {
  const { t } = useTranslation();
  const changePrune = useLab((state) => state.changePrune);
  const criteria = CRITERION_IDS.map((value) => {
    const problem = criterionProblem(value, granularity);
    const name = t(`prune.criteria.${value}`);
    return {
      value,
      label: problem ? t(`prune.${problem}`, { name }) : name,
      disabled: problem !== undefined,
    };
  });
  return (
    <Select
      label={t('prune.criterion')}
      data={criteria}
      value={criterion}
      allowDeselect={false}
      onChange={(value) => value && changePrune((draft) => withCriterion(draft, value as Criterion))}
    />
  );
});

interface ScopeFieldProps extends Pick<PruneStep, 'scope'> {
  /** True where the kind of amount leaves no choice. */
  readonly fixed: boolean;
}

const ScopeField = memo(function ScopeField({ scope, fixed }: ScopeFieldProps) {
  const { t } = useTranslation();
  const changePrune = useLab((state) => state.changePrune);
  return (
    <Stack gap={4}>
      <Input.Label component="div">{t('prune.scope')}</Input.Label>
      <SegmentedControl
        fullWidth
        size="sm"
        value={fixed ? 'uniform' : scope}
        disabled={fixed}
        aria-label={t('prune.scope')}
        data={(['uniform', 'global'] as const).map((value) => ({
          value,
          label: t(`prune.scopes.${value}`),
        }))}
        onChange={(value) => changePrune((draft) => ({ ...draft, scope: value }))}
      />
      <Text size="xs" c="dimmed" mih="1.4em" lh={1.4}>
        {fixed ? t('prune.reasonThresholdOnly') : t(`prune.scopeHint.${scope}`)}
      </Text>
    </Stack>
  );
});

type LayersFieldProps = Pick<PruneStep, 'granularity'> & { readonly layers: PruneStep['layers'] };

/** A draft is a new one with each movement of a hand, and so is its list of the same layers. */
const sameLayers = (a: LayersFieldProps, b: LayersFieldProps) =>
  a.granularity === b.granularity && a.layers?.join() === b.layers?.join();

const LayersField = memo(function LayersField({ granularity, layers }: LayersFieldProps) {
  const { t } = useTranslation();
  const changePrune = useLab((state) => state.changePrune);
  const spec = useSelectedNode()?.snapshot?.spec;
  return (
    <MultiSelect
      label={t('panel.layers')}
      placeholder={layers ? undefined : t('panel.allLayers')}
      clearable
      clearButtonProps={{ 'aria-label': t('panel.allLayers') }}
      data={(spec ? layerChoices(spec, granularity) : []).map(({ layer, prunable }) => ({
        value: layer,
        label: prunable ? layer : t('panel.layerOutput', { layer }),
        disabled: !prunable,
      }))}
      value={layers ?? []}
      onChange={(chosen) => changePrune((draft) => withLayers(draft, chosen))}
    />
  );
}, sameLayers);
