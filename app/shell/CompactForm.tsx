import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DEFAULT_DRAFTS } from '../store/defaults.ts';
import { ApplyButton } from './ApplyButton.tsx';
import { useSelectedNode } from './usePanel.ts';

/** Cuts dead channels out; nothing to choose. */
export function CompactForm() {
  const { t } = useTranslation();
  const layers = useSelectedNode()?.snapshot?.summary.cost.layers;
  const dead = layers?.some(({ channels, keptChannels }) => keptChannels < channels) ?? false;
  return (
    <Stack gap="md">
      <Text size="sm">{t('others.compactText')}</Text>
      <ApplyButton step={DEFAULT_DRAFTS.compact!} problem={dead ? undefined : t('others.compactNothing')} />
    </Stack>
  );
}
