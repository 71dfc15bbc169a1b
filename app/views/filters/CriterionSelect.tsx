import { useTranslation } from 'react-i18next';
import type { CriterionId } from '../../../src/index.ts';
import { type Choice, ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { CRITERIA } from './engine.ts';
import type { CriterionSource, FilterCriterion } from './filterCriteria.ts';

const SOURCES: readonly CriterionSource[] = ['weights', 'activations', 'gradients', 'measured'];

interface CriterionSelectProps<Value extends CriterionId | 'place'> {
  readonly label: string;
  readonly criteria: readonly FilterCriterion[];
  readonly value: Value;
  /** The name of a further choice: no criterion, but the order in the layer. */
  readonly place?: string;
  readonly onChange: (value: Value) => void;
}

/** One of the criteria, with its paper; those that cannot rank the layer say why. */
export function CriterionSelect<Value extends CriterionId | 'place'>({
  label,
  criteria,
  value,
  place,
  onChange,
}: CriterionSelectProps<Value>) {
  const { t } = useTranslation(['filters', 'forms']);
  const explain = ({ id, problem }: FilterCriterion): string | undefined => {
    if (problem !== 'granularity') return problem && t(`prune.problems.${problem}`, { ns: 'forms' });
    const names = CRITERIA[id].granularities.map((one) => t(`granularities.${one}.name`, { ns: 'forms' }));
    const granularities = names.join(t('listSeparator', { ns: 'forms' }));
    return t('prune.problems.ranks', { ns: 'forms', granularities });
  };
  const groups = SOURCES.map((source) => ({
    group: t(`sources.${source}`, { ns: 'forms' }),
    items: criteria
      .filter((entry) => entry.source === source)
      .map((entry) => ({
        value: entry.id as Value,
        label: t(`criteria.${entry.id}.name`, { ns: 'forms' }),
        problem: explain(entry),
      })),
  }));
  const first: readonly Choice<Value>[] = place ? [{ value: 'place' as Value, label: place }] : [];
  const chosen = value === 'place' ? undefined : (value as CriterionId);
  return (
    <ChoiceSelect
      label={label}
      value={value}
      choices={[...first, ...groups]}
      hint={chosen && t(`criteria.${chosen}.hint`, { ns: 'forms' })}
      source={chosen && CRITERIA[chosen].paper}
      onChange={onChange}
    />
  );
}
