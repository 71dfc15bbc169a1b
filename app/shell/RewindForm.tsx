import { Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import { nameOf } from '../store/treeNodes.ts';
import { ApplyButton } from './ApplyButton.tsx';
import { useRewindTargets } from './useRewindTargets.ts';
import { useStepWords } from './useStepWords.ts';

/** Brings weights of an earlier snapshot back under the masks of this one. */
export function RewindForm() {
  const { t } = useTranslation('forms');
  const words = useStepWords();
  const draft = useLab((state) => state.draft);
  const setDraft = useLab((state) => state.setDraft);
  const targets = useRewindTargets();
  const wanted = draft.kind === 'rewind' ? draft.to : '';
  const to = targets.some((node) => nameOf(node) === wanted) ? wanted : targets[0] && nameOf(targets[0]);

  return (
    <Stack gap="md">
      <Text size="sm">{t('others.rewindText')}</Text>
      <Select
        label={t('others.rewindTo')}
        allowDeselect={false}
        disabled={targets.length === 0}
        data={targets.map((node) => ({ value: nameOf(node), label: `${nameOf(node)}: ${words(node)}` }))}
        value={to ?? null}
        onChange={(name) => name !== null && setDraft({ kind: 'rewind', to: name })}
      />
      <ApplyButton
        step={{ kind: 'rewind', to: to ?? '' }}
        problem={to === undefined ? t('others.rewindNothing') : undefined}
      />
    </Stack>
  );
}
