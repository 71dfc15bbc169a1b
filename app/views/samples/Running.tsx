import { Button, Progress as ProgressBar, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import type { Behaviour } from './useBehaviour.ts';

/** A measurement on its way: how far, how long still, and the way out. */
export function Running({ behaviour }: { readonly behaviour: Behaviour }) {
  const { t } = useTranslation(['samples', 'views']);
  const format = useFormat();
  const { progress, images, cancel } = behaviour;
  return (
    <>
      <ProgressBar
        w={140}
        value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 0}
        aria-label={t('state.loading', { ns: 'views' })}
      />
      <Text size="sm" c="dimmed" role="status">
        {t('measuring', { images: format.count(images) })}
        {progress?.remainingMs !== undefined &&
          ` ${t('state.timeLeft', { ns: 'views', time: format.duration(progress.remainingMs) })}`}
      </Text>
      <Button size="compact-sm" variant="default" onClick={cancel}>
        {t('state.cancel', { ns: 'views' })}
      </Button>
    </>
  );
}
