import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainStep } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { hasUsualFalls, withRateSchedule } from './trainSettings.ts';

const KINDS = ['constant', 'step', 'cosine'] as const;

/** How the learning rate goes over a training; falls that a recipe brought along are named as they are. */
export function RateSchedule({ draft }: { readonly draft: TrainStep }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const setDraft = useLab((state) => state.setDraft);
  const { schedule } = draft;
  const labelOf = (kind: (typeof KINDS)[number]) => {
    if (kind !== 'step' || schedule.kind !== 'step' || hasUsualFalls(draft)) return t(`schedule.${kind}`);
    const places = schedule.at.map((share) => format.percent(share, 0)).join(', ');
    return t('schedule.stepOther', { places });
  };
  return (
    <Select
      label={t('schedule.label')}
      allowDeselect={false}
      data={KINDS.map((value) => ({ value, label: labelOf(value) }))}
      value={schedule.kind}
      onChange={(kind) => kind && setDraft(withRateSchedule(draft, kind))}
    />
  );
}
