import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AmountKey } from '../../../src/index.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import {
  AMOUNT_CONTROLS,
  AMOUNT_KINDS,
  amountKind,
  amountValue,
  isNumberKind,
  toAmount,
} from './amountChoices.ts';
import { LayerShares } from './LayerShares.tsx';
import { NumberSlider } from './NumberSlider.tsx';
import { PatternField } from './PatternField.tsx';
import { withAmountKind } from './pruneChoices.ts';
import { type PruneFieldProps, pruneField, usePruneChange } from './pruneField.ts';
import { amountRemedy } from './pruneProblems.ts';

/** How much: the kind, and what sets it: a slider that previews while it moves, one for each layer, or a pattern. */
export function AmountField({ draft }: PruneFieldProps) {
  const { t } = useTranslation('forms');
  const { change } = usePruneChange();
  const { amount } = draft;
  const kind = amountKind(amount);
  return (
    <Stack gap={8}>
      <AmountKindField draft={draft} />
      {'perLayer' in amount && <LayerShares draft={draft} shares={amount.perLayer} />}
      {'pattern' in amount && <PatternField draft={draft} pattern={amount.pattern} />}
      {isNumberKind(kind) && (
        <NumberSlider
          label={t('prune.value')}
          value={amountValue(amount)}
          control={AMOUNT_CONTROLS[kind]}
          onChange={(value) => change((step) => ({ ...step, amount: toAmount(kind, value) }))}
        />
      )}
    </Stack>
  );
}

const AmountKindField = pruneField(function AmountKindField({ draft }) {
  const { t } = useTranslation('forms');
  const { change } = usePruneChange();
  const explain = (kind: AmountKey): string | undefined => {
    const remedy = amountRemedy(kind, draft);
    if (!remedy) return undefined;
    if (draft.granularity === 'nm') return t('prune.problems.patternAmount');
    switch (remedy.of) {
      case 'scope':
        return t('prune.problems.needsScope', { name: t(`scopes.${remedy.id}.name`) });
      case 'criterion':
        return t('prune.problems.needsCriterion', { name: t(`criteria.${remedy.id}.name`) });
      case 'granularity':
        return t('prune.problems.needsGranularity', { name: t(`granularities.${remedy.id}.name`) });
      default:
        return remedy satisfies never;
    }
  };
  const kind = amountKind(draft.amount);
  return (
    <ChoiceSelect
      label={t('prune.amount')}
      value={kind}
      choices={AMOUNT_KINDS.map((value) => ({
        value,
        label: t(`amounts.${value}.name`),
        problem: explain(value),
      }))}
      hint={t(`amounts.${kind}.hint`)}
      onChange={(chosen) => change((step, spec) => withAmountKind(step, chosen, spec))}
    />
  );
});
