import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PATTERNS } from './amountChoices.ts';
import { type PruneFieldProps, usePruneChange } from './pruneField.ts';
import { granularityProblem } from './pruneProblems.ts';

/** How many of how many consecutive inputs stay; the pattern of an opened recipe is offered too. */
export function PatternField({ draft, pattern }: PruneFieldProps & { readonly pattern: string }) {
  const { t } = useTranslation('forms');
  const { spec, change } = usePruneChange();
  return (
    <Select
      aria-label={t('prune.pattern')}
      allowDeselect={false}
      withCheckIcon={false}
      data={[...new Set([...PATTERNS, pattern])].map((value) => {
        const [keep = '', of = ''] = value.split(':');
        return {
          value,
          label: t('prune.patternOption', { keep, of, pattern: value }),
          disabled: granularityProblem('nm', { ...draft, amount: { pattern: value } }, spec) !== undefined,
        };
      })}
      value={pattern}
      onChange={(value) => value !== null && change((step) => ({ ...step, amount: { pattern: value } }))}
    />
  );
}
