import { useTranslation } from 'react-i18next';
import { CRITERION_IDS, type CriterionId } from '../../../src/index.ts';
import { type Choice, ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { withCriterion } from './pruneChoices.ts';
import { pruneField, usePruneChange } from './pruneField.ts';
import { criterionProblem, criterionSource } from './pruneProblems.ts';
import { CRITERIA } from './pruning.ts';

const SOURCES = ['weights', 'activations', 'gradients', 'measured'] as const;

/** By what the importance of a unit is told, with the paper it comes from. */
export const CriterionField = pruneField(function CriterionField({ draft }) {
  const { t } = useTranslation('forms');
  const { spec, change } = usePruneChange();
  const explain = (id: CriterionId): string | undefined => {
    const problem = criterionProblem(id, draft, spec);
    if (problem !== 'granularity') return problem && t(`prune.problems.${problem}`);
    const granularities = CRITERIA[id].granularities.map((granularity) =>
      t(`granularities.${granularity}.name`),
    );
    return t('prune.problems.ranks', { granularities: granularities.join(t('listSeparator')) });
  };
  const toChoice = (id: CriterionId): Choice<CriterionId> => ({
    value: id,
    label: t(`criteria.${id}.name`),
    problem: explain(id),
  });
  const chosen = CRITERIA[draft.criterion];
  return (
    <ChoiceSelect
      label={t('prune.criterion')}
      value={draft.criterion}
      choices={SOURCES.map((source) => ({
        group: t(`sources.${source}`),
        items: CRITERION_IDS.filter((id) => criterionSource(id) === source).map(toChoice),
      }))}
      hint={
        chosen.atStart
          ? `${t(`criteria.${draft.criterion}.hint`)} ${t('prune.atStart')}`
          : t(`criteria.${draft.criterion}.hint`)
      }
      source={chosen.paper}
      onChange={(id) => change((step, on) => withCriterion(step, id, on))}
    />
  );
});
