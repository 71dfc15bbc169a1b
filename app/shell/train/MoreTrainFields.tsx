import { Checkbox, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainStep } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { useSelectedSpec } from '../usePanel.ts';
import { PenaltyFields } from './PenaltyFields.tsx';
import { RateSchedule } from './RateSchedule.tsx';
import { TeacherFields } from './TeacherFields.tsx';
import { withOptional } from './trainSettings.ts';
import { ValidationFields } from './ValidationFields.tsx';

/** What a training can be given besides its length, rate and optimizer, behind a line that opens it. */
export function MoreTrainFields({ draft }: { readonly draft: TrainStep }) {
  const { t } = useTranslation('training');
  const setDraft = useLab((state) => state.setDraft);
  const spec = useSelectedSpec();
  const hasDropout = spec?.nodes.some(({ kind }) => kind === 'dropout') ?? false;
  return (
    <Disclosure label={t('more')}>
      <Stack gap="lg">
        <RateSchedule draft={draft} />
        <PenaltyFields draft={draft} />
        <TeacherFields draft={draft} />
        <ValidationFields draft={draft} />
        {hasDropout && (
          <Checkbox
            label={t('scaleDropout')}
            description={t('scaleDropoutHint')}
            checked={draft.scaleDropout ?? false}
            onChange={(event) =>
              setDraft(withOptional(draft, 'scaleDropout', event.currentTarget.checked || undefined))
            }
          />
        )}
      </Stack>
    </Disclosure>
  );
}
