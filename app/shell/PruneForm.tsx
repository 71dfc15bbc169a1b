import {
  Group,
  Input,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Slider,
  Stack,
  Text,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PruneStep } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import {
  AMOUNT_CONTROLS,
  AMOUNT_KINDS,
  type AmountKind,
  amountKind,
  amountValue,
  CRITERION_IDS,
  type Criterion,
  criterionProblem,
  ignoresScope,
  layerChoices,
  neededCriterion,
  toAmount,
  withCriterion,
  withGranularity,
  withLayers,
} from './pruneChoices.ts';
import classes from './StepPanel.module.css';
import { useSelectedNode } from './usePanel.ts';

/** What to prune, by which criterion and how much. */
export function PruneForm({ draft }: { readonly draft: PruneStep }) {
  const { t } = useTranslation();
  const setDraft = useLab((state) => state.setDraft);
  const spec = useSelectedNode()?.snapshot?.spec;
  const { criterion, granularity, scope, amount } = draft;
  const layers = spec ? layerChoices(spec, granularity) : [];
  const fixedScope = ignoresScope(amountKind(amount));

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
    <Stack gap="sm">
      <SegmentedControl
        fullWidth
        size="sm"
        value={granularity}
        aria-label={t('prune.granularity')}
        data={(['weight', 'filter'] as const).map((value) => ({
          value,
          label: t(`prune.granularities.${value}`),
        }))}
        onChange={(value) => setDraft(withGranularity(draft, value, spec))}
      />
      <AmountField draft={draft} />
      <Select
        label={t('prune.criterion')}
        data={criteria}
        value={criterion}
        allowDeselect={false}
        onChange={(value) => value && setDraft(withCriterion(draft, value as Criterion))}
      />
      <Field label={t('prune.scope')}>
        <SegmentedControl
          fullWidth
          size="sm"
          value={fixedScope ? 'uniform' : scope}
          disabled={fixedScope}
          aria-label={t('prune.scope')}
          data={(['uniform', 'global'] as const).map((value) => ({
            value,
            label: t(`prune.scopes.${value}`),
          }))}
          onChange={(value) => setDraft({ ...draft, scope: value })}
        />
        <Text size="xs" c="dimmed" mih="1.4em" lh={1.4}>
          {fixedScope ? t('prune.reasonThresholdOnly') : t(`prune.scopeHint.${scope}`)}
        </Text>
      </Field>
      <MultiSelect
        label={t('panel.layers')}
        placeholder={draft.layers ? undefined : t('panel.allLayers')}
        clearable
        clearButtonProps={{ 'aria-label': t('panel.allLayers') }}
        data={layers.map(({ layer, prunable }) => ({
          value: layer,
          label: prunable ? layer : t('panel.layerOutput', { layer }),
          disabled: !prunable,
        }))}
        value={draft.layers ?? []}
        onChange={(chosen) => setDraft(withLayers(draft, chosen))}
      />
    </Stack>
  );
}

/** A label above a control that has none of its own. */
function Field({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <Stack gap={4}>
      <Input.Label component="div">{label}</Input.Label>
      {children}
    </Stack>
  );
}

/** How much: the kind, a slider that previews while it moves, and the exact number. */
function AmountField({ draft }: { readonly draft: PruneStep }) {
  const { t } = useTranslation();
  const format = useFormat();
  const setDraft = useLab((state) => state.setDraft);
  const kind = amountKind(draft.amount);
  const value = amountValue(draft.amount);
  const { min, max, step, share } = AMOUNT_CONTROLS[kind];
  const scale = share ? 100 : 1;
  const digits = share ? 1 : 3;
  const change = (next: number) => {
    const rounded = Number((next / scale).toFixed(6));
    if (Number.isFinite(rounded))
      setDraft({ ...draft, amount: toAmount(kind, Math.min(Math.max(rounded, min), max)) });
  };
  const kinds = AMOUNT_KINDS.map((name) => {
    const needed = neededCriterion(name, draft.criterion);
    const label = t(`prune.amounts.${name}`);
    return {
      value: name,
      label: needed
        ? t('prune.reasonNeedsCriterion', { amount: label, criterion: t(`prune.criteria.${needed}`) })
        : label,
      disabled: needed !== undefined,
    };
  });

  return (
    <Stack gap={8}>
      <Select
        label={t('prune.amount')}
        data={kinds}
        value={kind}
        allowDeselect={false}
        onChange={(next) => {
          if (next === null) return;
          const chosen = next as AmountKind;
          setDraft({ ...draft, amount: toAmount(chosen, AMOUNT_CONTROLS[chosen].initial) });
        }}
      />
      <Group gap="md" wrap="nowrap">
        <Slider
          flex={1}
          min={min * scale}
          max={max * scale}
          step={step * scale}
          value={value * scale}
          thumbLabel={t('prune.value')}
          label={(shown) => format.number(shown, 3)}
          onChange={change}
        />
        <NumberInput
          className={classes.value!}
          size="sm"
          min={min * scale}
          max={max * scale}
          step={step * scale}
          decimalScale={digits}
          suffix={share ? '%' : ''}
          value={Number((value * scale).toFixed(digits))}
          aria-label={t('prune.value')}
          onChange={(next) => typeof next === 'number' && change(next)}
        />
      </Group>
    </Stack>
  );
}
