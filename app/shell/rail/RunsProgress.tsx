import { Button, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';

/** How far the runs beside the tree are, with what is left and a way to stop them; nothing while none runs. */
export function RunsProgress() {
  const { t } = useTranslation('rail');
  const format = useFormat();
  const job = useLab((state) => state.job);
  const cancel = useLab((state) => state.cancelJob);
  if (job.kind !== 'running' || !job.apart) return null;
  const { progress, apart } = job;
  return (
    <Group gap="md" wrap="nowrap">
      <div style={{ flex: 1 }}>
        <Group justify="space-between" gap="sm">
          <Text size="sm">{t('seeds.running', { ...apart })}</Text>
          <Text size="sm" c="dimmed">
            {progress?.remainingMs !== undefined &&
              t('seeds.left', { time: format.duration(progress.remainingMs) })}
          </Text>
        </Group>
        <Progress
          mt={4}
          value={progress ? (100 * progress.done) / progress.total : 0}
          aria-label={t('seeds.progress')}
        />
      </div>
      <Button size="sm" variant="default" onClick={cancel}>
        {t('seeds.cancel')}
      </Button>
    </Group>
  );
}
