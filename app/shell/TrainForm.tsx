import { Checkbox, Group, Input, NumberInput, SegmentedControl, Select, Stack, Tooltip } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainStep } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { PositiveInput } from '../ui/PositiveInput.tsx';
import { isRecording, RECORD_CONTROL_ID, withRecord } from '../views/recording.ts';
import { BlockedReason } from './ApplyButton.tsx';
import { StepButton } from './StepButton.tsx';
import { UnseenNotes } from './train/UnseenNotes.tsx';
import { lengthKind, toFineTune, withLength } from './trainChoices.ts';
import { useBlockedReason } from './usePanel.ts';

const MoreTrainFields = lazy(async () => ({
  default: (await import('./train/MoreTrainFields.tsx')).MoreTrainFields,
}));

const INITIAL_LENGTH = { epochs: 1, steps: 100 } as const;

/** How to train; a training can also be started and stepped from the run bar. */
export function TrainForm({ draft }: { readonly draft: TrainStep }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const setDraft = useLab((state) => state.setDraft);
  const applyStep = useLab((state) => state.applyStep);
  const reason = useBlockedReason();
  const kind = lengthKind(draft);
  const fineTune = toFineTune(draft);

  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Input.Label component="div">{t('train.length')}</Input.Label>
        <Group gap="sm" wrap="nowrap">
          <SegmentedControl
            size="sm"
            flex={1}
            value={kind}
            aria-label={t('train.length')}
            data={[
              { value: 'epochs', label: t('train.epochs') },
              { value: 'steps', label: t('train.batches') },
            ]}
            onChange={(next) => setDraft(withLength(draft, next, INITIAL_LENGTH[next]))}
          />
          <PositiveInput
            label={t('train.length')}
            hideLabel
            value={draft.epochs ?? draft.steps ?? 1}
            max={kind === 'epochs' ? 1000 : 1_000_000}
            step={kind === 'epochs' ? 1 : 50}
            decimals={kind === 'epochs' ? 2 : 0}
            onChange={(value) => setDraft(withLength(draft, kind, value))}
          />
        </Group>
      </Stack>
      <Group gap="sm" wrap="nowrap" grow>
        <PositiveInput
          label={t('train.batchSize')}
          value={draft.batchSize}
          max={4096}
          step={32}
          onChange={(value) => setDraft({ ...draft, batchSize: Math.max(1, Math.round(value)) })}
        />
        <PositiveInput
          label={t('train.learningRate')}
          value={draft.learningRate}
          max={10}
          step={draft.learningRate / 10}
          decimals={6}
          onChange={(value) => setDraft({ ...draft, learningRate: value })}
        />
      </Group>
      <Checkbox
        id={RECORD_CONTROL_ID}
        label={t('train.record')}
        description={t('train.recordHint')}
        checked={isRecording(draft)}
        onChange={(event) => setDraft(withRecord(draft, event.currentTarget.checked))}
      />
      <Advanced draft={draft} />
      <Suspense>
        <MoreTrainFields draft={draft} />
      </Suspense>
      <UnseenNotes draft={draft} />
      <Stack gap={6}>
        <Group gap="sm" grow>
          <StepButton blocked={reason !== undefined} onClick={() => void applyStep(draft)}>
            {t('train.run')}
          </StepButton>
          <Tooltip label={t('train.fineTuneHint', { rate: format.number(fineTune.learningRate) })}>
            <StepButton
              variant="light"
              blocked={reason !== undefined}
              onClick={() => void applyStep(fineTune)}
            >
              {t('train.fineTune')}
            </StepButton>
          </Tooltip>
        </Group>
        <BlockedReason reason={reason ?? t('train.masksHold')} />
      </Stack>
    </Stack>
  );
}

function Advanced({ draft }: { readonly draft: TrainStep }) {
  const { t } = useTranslation('forms');
  const setDraft = useLab((state) => state.setDraft);
  const { optimizer } = draft;
  const change = (values: Partial<TrainStep['optimizer']>) =>
    setDraft({ ...draft, optimizer: { ...optimizer, ...values } });

  return (
    <Disclosure label={t('train.advanced')}>
      <Stack gap="sm">
        <Select
          label={t('train.optimizer')}
          allowDeselect={false}
          data={(['sgd', 'momentum', 'nesterov', 'adam'] as const).map((value) => ({
            value,
            label: t(`train.optimizers.${value}`),
          }))}
          value={optimizer.kind}
          onChange={(kind) => kind && change({ kind: kind as TrainStep['optimizer']['kind'] })}
        />
        <Group gap="sm" grow wrap="nowrap">
          <NumberInput
            label={t('train.weightDecay')}
            min={0}
            max={1}
            step={0.0001}
            value={optimizer.weightDecay}
            onChange={(value) => typeof value === 'number' && value <= 1 && change({ weightDecay: value })}
          />
          {(optimizer.kind === 'momentum' || optimizer.kind === 'nesterov') && (
            <NumberInput
              label={t('train.momentum')}
              min={0}
              max={0.9999}
              step={0.01}
              value={optimizer.momentum}
              onChange={(value) => typeof value === 'number' && value < 1 && change({ momentum: value })}
            />
          )}
        </Group>
      </Stack>
    </Disclosure>
  );
}
