import { NumberInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { withLimits } from './pruneChoices.ts';
import { pruneField, usePruneChange } from './pruneField.ts';
import { looksAtImages } from './pruneProblems.ts';
import { ScheduleField } from './ScheduleField.tsx';

/** What most steps leave as it is: the schedule, limits of each layer, how many images are looked at. */
export const MoreFields = pruneField(function MoreFields({ draft }) {
  const { t } = useTranslation('forms');
  const { schedule, limits } = draft;
  const summary = [
    schedule &&
      t('prune.moreSummary', { schedule: t(`schedules.${schedule.kind}.name`), count: schedule.rounds }),
    limits && t('prune.limited'),
  ].filter((part) => part !== undefined);
  return (
    <Disclosure label={t('prune.more')} summary={summary.join(t('listSeparator'))}>
      <Stack gap="sm">
        <ScheduleField draft={draft} />
        <LimitFields draft={draft} />
        {looksAtImages(draft) && <ImagesField draft={draft} />}
      </Stack>
    </Disclosure>
  );
});

const LimitFields = pruneField(function LimitFields({ draft }) {
  const { t } = useTranslation('forms');
  const { change } = usePruneChange();
  const { maxSparsity, minKept } = draft.limits ?? {};
  return (
    <>
      <NumberInput
        label={t('prune.maxSparsity')}
        placeholder={t('prune.noLimit')}
        min={0}
        max={100}
        step={5}
        suffix="%"
        value={maxSparsity === undefined ? '' : Number((100 * maxSparsity).toFixed(2))}
        onChange={(value) => {
          if (typeof value === 'number' && (value < 0 || value > 100)) return;
          const share = typeof value === 'number' ? Number((value / 100).toFixed(6)) : undefined;
          change((step) => withLimits(step, { maxSparsity: share }));
        }}
      />
      <NumberInput
        label={t('prune.minKept')}
        placeholder={t('prune.noLimit')}
        min={1}
        step={1}
        allowDecimal={false}
        value={minKept ?? ''}
        onChange={(value) => {
          if (typeof value === 'number' && value < 1) return;
          change((step) => withLimits(step, { minKept: typeof value === 'number' ? value : undefined }));
        }}
      />
    </>
  );
});

const MOST_IMAGES = 70_000;

const ImagesField = pruneField(function ImagesField({ draft }) {
  const { t } = useTranslation('forms');
  const { change } = usePruneChange();
  return (
    <NumberInput
      label={t('prune.images')}
      placeholder={t('prune.usual')}
      min={1}
      max={MOST_IMAGES}
      step={100}
      allowDecimal={false}
      value={draft.images ?? ''}
      onChange={(value) => {
        if (typeof value === 'number' && (value < 1 || value > MOST_IMAGES)) return;
        change(({ images: _, ...step }) => (typeof value === 'number' ? { ...step, images: value } : step));
      }}
    />
  );
});
