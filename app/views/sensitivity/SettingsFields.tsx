import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CRITERION_IDS, type CriterionId, GRANULARITY_IDS, type NetworkSpec } from '../../../src/index.ts';
import { type Choice, ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { criterionProblem, criterionSource, granularityProblem, settle } from './choices.ts';
import { CRITERIA } from './pruning.ts';
import classes from './sensitivity.module.css';
import { dependsOnSeed, MOST_SEEDS, type SensitivitySettings } from './settings.ts';

const SOURCES = ['weights', 'activations', 'gradients', 'measured'] as const;
const FINE_TUNE_STEPS = [0, 10, 20, 50, 100];
const SEEDS = [1, 3, MOST_SEEDS];

interface SettingsFieldsProps {
  readonly spec: NetworkSpec;
  readonly settings: SensitivitySettings;
  readonly onChange: (settings: SensitivitySettings) => void;
}

/** Granularity, criterion, training before each point and seeds; what is impossible says why. */
export function SettingsFields({ spec, settings, onChange }: SettingsFieldsProps) {
  const { t } = useTranslation(['sensitivity', 'forms']);
  const { granularity, criterion, seeds, fineTuneSteps } = settings;
  const granularities = useMemo(
    () =>
      GRANULARITY_IDS.map((id) => {
        const problem = granularityProblem(id, spec);
        return {
          value: id,
          label: t(`granularities.${id}.name`, { ns: 'forms' }),
          problem: problem && t(`prune.problems.${problem}`, { ns: 'forms' }),
        };
      }),
    [spec, t],
  );
  const criteria = useMemo(() => {
    const explain = (id: CriterionId): string | undefined => {
      const problem = criterionProblem({ granularity, criterion: id }, spec);
      if (problem !== 'granularity') return problem && t(`prune.problems.${problem}`, { ns: 'forms' });
      const names = CRITERIA[id].granularities.map((other) =>
        t(`granularities.${other}.name`, { ns: 'forms' }),
      );
      const list = names.join(t('listSeparator', { ns: 'forms' }));
      return t('prune.problems.ranks', { ns: 'forms', granularities: list });
    };
    const toChoice = (id: CriterionId): Choice<CriterionId> => ({
      value: id,
      label: t(`criteria.${id}.name`, { ns: 'forms' }),
      problem: explain(id),
    });
    return SOURCES.map((source) => ({
      group: t(`sources.${source}`, { ns: 'forms' }),
      items: CRITERION_IDS.filter((id) => criterionSource(id) === source).map(toChoice),
    }));
  }, [granularity, spec, t]);
  const seeded = dependsOnSeed(settings);
  return (
    <div className={classes.settings}>
      <ChoiceSelect
        label={t('granularity')}
        value={granularity}
        choices={granularities}
        hint={t(`granularities.${granularity}.hint`, { ns: 'forms' })}
        onChange={(next) => onChange(settle({ ...settings, granularity: next }, spec))}
      />
      <ChoiceSelect
        label={t('prune.criterion', { ns: 'forms' })}
        value={criterion}
        choices={criteria}
        hint={t(`criteria.${criterion}.hint`, { ns: 'forms' })}
        onChange={(next) => onChange({ ...settings, criterion: next })}
      />
      <ChoiceSelect
        label={t('fineTune')}
        value={String(fineTuneSteps)}
        choices={FINE_TUNE_STEPS.map((steps) => ({
          value: String(steps),
          label: steps === 0 ? t('noFineTune') : t('batches', { count: steps }),
        }))}
        hint={t(fineTuneSteps > 0 ? 'fineTuneHint' : 'noFineTuneHint')}
        onChange={(next) => onChange({ ...settings, fineTuneSteps: Number(next) })}
      />
      <ChoiceSelect
        label={t('seeds')}
        value={String(seeded ? seeds : 1)}
        choices={SEEDS.map((count) => ({
          value: String(count),
          label: t('seedCount', { count }),
          problem: count > 1 && !seeded ? t('seedsUseless') : undefined,
        }))}
        hint={t(seeded && seeds > 1 ? 'seedsHint' : 'oneSeedHint')}
        onChange={(next) => onChange({ ...settings, seeds: Number(next) })}
      />
    </div>
  );
}
