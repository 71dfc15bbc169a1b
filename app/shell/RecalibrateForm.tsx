import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../src/index.ts';
import { useLab } from '../store/labContext.ts';
import { PositiveInput } from '../ui/PositiveInput.tsx';
import { ApplyButton } from './ApplyButton.tsx';
import { useSelectedSpec } from './usePanel.ts';

interface RecalibrateFormProps {
  readonly draft: Extract<Step, { kind: 'recalibrate' }>;
}

/** Batch normalisations measured anew; greyed out with the reason where the network has none. */
export function RecalibrateForm({ draft }: RecalibrateFormProps) {
  const { t } = useTranslation('forms');
  const setDraft = useLab((state) => state.setDraft);
  const spec = useSelectedSpec();
  const hasNorms = spec?.nodes.some(({ kind }) => kind === 'batchNorm') ?? false;
  return (
    <Stack gap="md">
      <Text size="sm">{t('others.recalibrateText')}</Text>
      <PositiveInput
        label={t('others.recalibrateImages')}
        value={draft.images}
        max={70_000}
        step={1000}
        onChange={(value) => setDraft({ ...draft, images: Math.max(1, Math.round(value)) })}
      />
      <ApplyButton step={draft} problem={hasNorms ? undefined : t('others.recalibrateNothing')} />
    </Stack>
  );
}
