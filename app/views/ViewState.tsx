import { Button, Loader, Progress as ProgressBar, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppError, Progress } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';

/** Stands where a result will be, at its height, with the time left where it is known. */
export function Waiting({
  progress,
  height,
}: {
  readonly progress?: Progress | null;
  readonly height: number;
}) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const remaining = progress?.remainingMs;
  return (
    <Stack mih={height} align="center" justify="center" gap="xs" role="status">
      {progress ? (
        <ProgressBar
          w={220}
          value={(100 * progress.done) / Math.max(1, progress.total)}
          aria-label={t('state.loading')}
        />
      ) : (
        <Loader size="sm" />
      )}
      <Text size="sm" c="dimmed">
        {t('state.loading')}
        {remaining !== undefined && ` ${t('state.timeLeft', { time: format.duration(remaining) })}`}
      </Text>
    </Stack>
  );
}

/** Says what went wrong and offers to try again. */
export function Failure({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  const { t } = useTranslation(['views', 'errors']);
  return (
    <Stack align="flex-start" gap={6} py="md" role="alert">
      <Text fw={600}>{t(`${error.code}.title`, { ns: 'errors' })}</Text>
      <Text size="sm">{t(`${error.code}.action`, { ns: 'errors' })}</Text>
      <ErrorMessage text={error.message} />
      <Button size="compact-sm" variant="light" onClick={onRetry}>
        {t('state.retry')}
      </Button>
    </Stack>
  );
}
