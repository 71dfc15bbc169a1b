import { useTranslation } from 'react-i18next';
import { GRANULARITY_IDS } from '../../../src/index.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { withGranularity } from './pruneChoices.ts';
import { pruneField, usePruneChange } from './pruneField.ts';
import { granularityProblem } from './pruneProblems.ts';

/** What a unit is. */
export const GranularityField = pruneField(function GranularityField({ draft }) {
  const { t } = useTranslation('forms');
  const { spec, change } = usePruneChange();
  return (
    <ChoiceSelect
      label={t('prune.granularity')}
      value={draft.granularity}
      choices={GRANULARITY_IDS.map((id) => {
        const problem = granularityProblem(id, draft, spec);
        return {
          value: id,
          label: t(`granularities.${id}.name`),
          problem: problem && t(`prune.problems.${problem}`),
        };
      })}
      hint={t(`granularities.${draft.granularity}.hint`)}
      onChange={(id) => change((step, on) => withGranularity(step, id, on))}
    />
  );
});
