import { Group, NumberInput, Select, Slider, Stack } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PruneAmount } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import {
  AMOUNT_CONTROLS,
  AMOUNT_KINDS,
  type AmountKind,
  amountKind,
  amountValue,
  type Criterion,
  neededCriterion,
  toAmount,
} from './pruneChoices.ts';
import classes from './StepPanel.module.css';

interface AmountFieldProps {
  readonly amount: PruneAmount;
  readonly criterion: Criterion;
}

/** How much: the kind, a slider that previews while it moves, and the exact number. */
export function AmountField({ amount, criterion }: AmountFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const changePrune = useLab((state) => state.changePrune);
  const kind = amountKind(amount);
  const value = amountValue(amount);
  const { min, max, step, share } = AMOUNT_CONTROLS[kind];
  const scale = share ? 100 : 1;
  const digits = share ? 1 : 3;
  const change = (next: number) => {
    const rounded = Number((next / scale).toFixed(6));
    if (!Number.isFinite(rounded)) return;
    changePrune((draft) => ({ ...draft, amount: toAmount(kind, Math.min(Math.max(rounded, min), max)) }));
  };

  return (
    <Stack gap={8}>
      <AmountKindField kind={kind} criterion={criterion} />
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

interface AmountKindFieldProps {
  readonly kind: AmountKind;
  readonly criterion: Criterion;
}

const AmountKindField = memo(function AmountKindField({ kind, criterion }: AmountKindFieldProps) {
  const { t } = useTranslation();
  const changePrune = useLab((state) => state.changePrune);
  const kinds = AMOUNT_KINDS.map((name) => {
    const needed = neededCriterion(name, criterion);
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
    <Select
      label={t('prune.amount')}
      data={kinds}
      value={kind}
      allowDeselect={false}
      onChange={(next) => {
        if (next === null) return;
        const chosen = next as AmountKind;
        changePrune((draft) => ({ ...draft, amount: toAmount(chosen, AMOUNT_CONTROLS[chosen].initial) }));
      }}
    />
  );
});
