import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DEFAULT_DRAFTS } from '../store/defaults.ts';
import { ApplyButton } from './ApplyButton.tsx';

/** New random weights for what was kept; nothing to choose. */
export function ReinitializeForm() {
  const { t } = useTranslation('forms');
  return (
    <Stack gap="md">
      <Text size="sm">{t('others.reinitializeText')}</Text>
      <ApplyButton step={DEFAULT_DRAFTS.reinitialize!} />
    </Stack>
  );
}
