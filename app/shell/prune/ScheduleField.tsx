import { Checkbox, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type PruneSchedule, SCHEDULE_IDS } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { PositiveInput } from '../../ui/PositiveInput.tsx';
import { AMOUNT_KINDS } from './amountChoices.ts';
import { withSchedule, withTraining } from './pruneChoices.ts';
import { pruneField, usePruneChange } from './pruneField.ts';
import { isScheduleImpossible } from './pruneProblems.ts';
import { SCHEDULES } from './pruning.ts';
import { ScheduleCurve } from './ScheduleCurve.tsx';

/** How the amount is spread over rounds, and what is trained between them. */
export const ScheduleField = pruneField(function ScheduleField({ draft }) {
  const { t } = useTranslation('forms');
  const { change } = usePruneChange();
  const { schedule } = draft;
  const kind = schedule?.kind ?? 'oneShot';
  return (
    <Stack gap="sm">
      <ChoiceSelect
        label={t('prune.schedule')}
        value={kind}
        choices={SCHEDULE_IDS.map((id) => {
          const amounts = AMOUNT_KINDS.filter((amount) => SCHEDULES[id].amounts.includes(amount));
          return {
            value: id,
            label: t(`schedules.${id}.name`),
            problem: isScheduleImpossible(id, draft)
              ? t('prune.problems.schedule', {
                  amounts: amounts.map((amount) => t(`amounts.${amount}.name`)).join(t('listSeparator')),
                })
              : undefined,
          };
        })}
        hint={t(`schedules.${kind}.hint`)}
        source={kind === 'oneShot' ? undefined : SCHEDULES[kind].paper}
        onChange={(id) => change((step) => withSchedule(step, id))}
      />
      {schedule && schedule.kind !== 'oneShot' && (
        <>
          <Curve />
          <Rounds schedule={schedule} />
        </>
      )}
    </Stack>
  );
});

/** Follows the amount, which the fields around it do not. */
function Curve() {
  const draft = useLab((state) => state.draft);
  if (draft.kind !== 'prune' || !draft.schedule) return null;
  return <ScheduleCurve draft={draft} schedule={draft.schedule} />;
}

function Rounds({ schedule }: { readonly schedule: PruneSchedule }) {
  const { t } = useTranslation('forms');
  const { change } = usePruneChange();
  const { kind, rounds, train } = schedule;
  const setTraining = (values: Partial<NonNullable<typeof train>> | undefined) =>
    change((step) => withTraining(step, values));
  return (
    <>
      {SCHEDULES[kind].training === 'between' && (
        <Checkbox
          label={t('prune.train')}
          checked={train !== undefined}
          onChange={(event) => setTraining(event.currentTarget.checked ? {} : undefined)}
        />
      )}
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="sm">
        <PositiveInput
          label={t('prune.rounds')}
          value={rounds}
          max={1000}
          step={1}
          onChange={(value) =>
            change((step) =>
              step.schedule ? { ...step, schedule: { ...step.schedule, rounds: value } } : step,
            )
          }
        />
        {train && (
          <>
            {/* A recipe may count in batches; the form counts in epochs. */}
            <PositiveInput
              label={t('prune.epochs')}
              value={train.epochs ?? 1}
              max={1000}
              step={1}
              decimals={2}
              onChange={(epochs) => setTraining({ epochs, steps: undefined })}
            />
            <PositiveInput
              label={t('train.batchSize')}
              value={train.batchSize}
              max={4096}
              step={32}
              onChange={(batchSize) => setTraining({ batchSize })}
            />
            <PositiveInput
              label={t('train.learningRate')}
              value={train.learningRate}
              max={10}
              step={train.learningRate / 10}
              decimals={6}
              onChange={(learningRate) => setTraining({ learningRate })}
            />
          </>
        )}
      </SimpleGrid>
    </>
  );
}
