import { Button, Progress as ProgressBar, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLasting } from '../../ui/useLasting.ts';
import type { Asked } from '../useAsked.ts';
import { Failure } from '../ViewState.tsx';
import own from './filters.module.css';

interface MeasureRowProps {
  readonly asked: Asked<unknown>;
  /** What is measured. */
  readonly name: string;
}

/** How long something runs before its progress is shown: what is there at once makes nothing jump. */
const SLOW_MS = 400;

/** The button of what has not been measured, or its progress with the time left and a cancel; nothing once it is there. */
export function MeasureRow({ asked, name }: MeasureRowProps) {
  const { t } = useTranslation(['filters', 'views']);
  const format = useFormat();
  const { data, running, progress, error, measure, cancel } = asked;
  const slow = useLasting(running, SLOW_MS);
  const remaining = progress?.remainingMs;
  if (error) return <Failure error={error} onRetry={measure} />;
  if (running) {
    return (
      <div className={own.measuring} style={{ visibility: slow ? 'visible' : 'hidden' }}>
        <ProgressBar
          flex={1}
          value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 0}
          aria-label={t('measuring', { name })}
        />
        <Text size="xs" c="dimmed" role="status">
          {remaining === undefined
            ? t('state.loading', { ns: 'views' })
            : t('state.timeLeft', { ns: 'views', time: format.duration(remaining) })}
        </Text>
        <Button size="compact-xs" variant="default" onClick={cancel}>
          {t('state.cancel', { ns: 'views' })}
        </Button>
      </div>
    );
  }
  if (data !== undefined) return null;
  return (
    <div className={own.measuring}>
      <Button size="compact-sm" onClick={measure}>
        {t('measure', { name })}
      </Button>
    </div>
  );
}
