import { ActionIcon, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainStep } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { ExchangeText } from './ExchangeText.tsx';
import { listUnseen, type UnseenKey, withoutUnseen } from './unseenSettings.ts';
import { useUnseenWords } from './useUnseenWords.ts';

/** What the draft holds beyond the fields in sight, each with a button that takes it out; nothing where it holds no more. */
export function UnseenNotes({ draft }: { readonly draft: TrainStep }) {
  const { t } = useTranslation('forms');
  const keys = listUnseen(draft);
  if (keys.length === 0) return null;
  return (
    <Stack gap={4} role="group" aria-label={t('train.unseen.label')}>
      <Text size="sm" fw={500}>
        {t('train.unseen.label')}
      </Text>
      {keys.map((key) => (
        <UnseenNote key={key} draft={draft} setting={key} />
      ))}
    </Stack>
  );
}

interface UnseenNoteProps {
  readonly draft: TrainStep;
  readonly setting: UnseenKey;
}

function UnseenNote({ draft, setting }: UnseenNoteProps) {
  const { t } = useTranslation('forms');
  const words = useUnseenWords();
  const setDraft = useLab((state) => state.setDraft);
  const takeOut = t('train.unseen.takeOut', { what: t(`train.unseen.names.${setting}`) });
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" justify="space-between">
      <Text size="sm" component="div">
        {setting === 'gradients' ? (
          <Suspense fallback={t('train.unseen.names.gradients')}>
            <ExchangeText draft={draft} />
          </Suspense>
        ) : (
          words(draft, setting)
        )}
      </Text>
      <Tooltip label={takeOut}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={takeOut}
          onClick={() => setDraft(withoutUnseen(draft, setting))}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
