import { Checkbox, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../src/index.ts';
import { DEFAULT_DRAFTS } from '../store/defaults.ts';
import { useLab } from '../store/labContext.ts';
import { ApplyButton } from './ApplyButton.tsx';
import { useSelectedNode } from './usePanel.ts';

interface CompactFormProps {
  readonly draft: Extract<Step, { kind: 'compact' }>;
}

/** Cuts dead channels out, and folds batch normalisation where the network has it. */
export function CompactForm({ draft }: CompactFormProps) {
  const { t } = useTranslation('forms');
  const setDraft = useLab((state) => state.setDraft);
  const snapshot = useSelectedNode()?.snapshot;
  const dead =
    snapshot?.summary.cost.layers.some(({ channels, keptChannels }) => keptChannels < channels) ?? false;
  const hasNorms = snapshot?.spec.nodes.some(({ kind }) => kind === 'batchNorm') ?? false;
  const folds = hasNorms && draft.foldBatchNorm === true;
  return (
    <Stack gap="md">
      <Text size="sm">{t('others.compactText')}</Text>
      {hasNorms && (
        <Checkbox
          label={t('others.foldBatchNorm')}
          description={t('others.foldBatchNormHint')}
          checked={folds}
          onChange={(event) => setDraft({ ...draft, foldBatchNorm: event.currentTarget.checked })}
        />
      )}
      <ApplyButton
        step={folds ? draft : DEFAULT_DRAFTS.compact!}
        problem={dead || folds ? undefined : t('others.compactNothing')}
      />
    </Stack>
  );
}
