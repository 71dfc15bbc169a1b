import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../src/index.ts';
import { useLab } from '../store/labContext.ts';
import { StepButton } from './StepButton.tsx';
import { useBlockedReason } from './usePanel.ts';

interface ApplyButtonProps {
  readonly step: Step;
  /** A reason of the form's own why the step cannot be applied. */
  readonly problem?: string | undefined;
}

/** Commits the step being made; says why where it cannot. */
export function ApplyButton({ step, problem }: ApplyButtonProps) {
  const { t } = useTranslation();
  const applyStep = useLab((state) => state.applyStep);
  const reason = useBlockedReason() ?? problem;
  return (
    <Stack gap={6}>
      <StepButton fullWidth blocked={reason !== undefined} onClick={() => void applyStep(step)}>
        {t('panel.apply')}
      </StepButton>
      <BlockedReason reason={reason} />
    </Stack>
  );
}

/** The reason below a disabled button; keeps its place when there is none, so that nothing jumps. */
export function BlockedReason({ reason }: { readonly reason: string | undefined }) {
  return (
    <Text size="xs" c="dimmed" mih="1.4em" aria-live="polite">
      {reason}
    </Text>
  );
}
