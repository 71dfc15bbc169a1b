import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import { RECORD_CONTROL_ID, withRecord } from './recording.ts';

/** Says that no training on the way here was recorded, and how to record one. */
export function RecordHint({ text }: { readonly text: string }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const draft = useLab((state) => state.drafts.train);
  const setDraft = useLab((state) => state.setDraft);
  const applyStep = useLab((state) => state.applyStep);
  const canRun = useLab((state) => state.session === 'open' && state.job.kind !== 'running');
  if (draft?.kind !== 'train') return null;
  const step = withRecord(draft, true);
  const setUp = () => {
    setDraft(step);
    // The form is drawn by then.
    requestAnimationFrame(() => document.getElementById(RECORD_CONTROL_ID)?.focus());
  };
  return (
    <div>
      <Text size="sm" c="dimmed" mb={8} maw="90ch">
        {text}
      </Text>
      <Group gap="xs">
        <Button size="compact-sm" variant="light" onClick={setUp}>
          {t('train.recordSet')}
        </Button>
        <Button size="compact-sm" variant="default" disabled={!canRun} onClick={() => void applyStep(step)}>
          {step.epochs === undefined
            ? t('train.recordNowBatches', { amount: format.count(step.steps ?? 1) })
            : t('train.recordNowEpochs', { amount: format.number(step.epochs) })}
        </Button>
      </Group>
    </div>
  );
}
