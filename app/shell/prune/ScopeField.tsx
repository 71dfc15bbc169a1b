import { useTranslation } from 'react-i18next';
import { SCOPE_IDS } from '../../../src/index.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { amountKind, ignoresScope } from './amountChoices.ts';
import { withScope } from './pruneChoices.ts';
import { pruneField, usePruneChange } from './pruneField.ts';
import { isScopeImpossible } from './pruneProblems.ts';

/** Among which units the least important are sought. */
export const ScopeField = pruneField(function ScopeField({ draft }) {
  const { t } = useTranslation('forms');
  const { change } = usePruneChange();
  return (
    <ChoiceSelect
      label={t('prune.scope')}
      value={draft.scope}
      choices={SCOPE_IDS.map((id) => ({
        value: id,
        label: t(`scopes.${id}.name`),
        problem: isScopeImpossible(id, draft) ? t('prune.problems.patternScope') : undefined,
      }))}
      hint={
        ignoresScope(amountKind(draft.amount)) ? t('prune.scopeIgnored') : t(`scopes.${draft.scope}.hint`)
      }
      onChange={(id) => change((step, spec) => withScope(step, id, spec))}
    />
  );
});
