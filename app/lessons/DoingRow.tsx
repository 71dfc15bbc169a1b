import { Button, Progress as ProgressBar, Text } from '@mantine/core';
import { IconCheck, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import classes from './lessons.module.css';
import type { DoingState } from './useDoing.ts';

interface DoingRowProps {
  readonly state: DoingState;
  /** What the button does. */
  readonly label: string;
  /** What the person can do instead with the page's own controls. */
  readonly task: string | undefined;
  readonly done: boolean;
  /** True where the session open now is another. */
  readonly elsewhere: boolean;
}

/** The task of a page with the button that does it, how far it is, and the way to stop it. */
export function DoingRow({ state, label, task, done, elsewhere }: DoingRowProps) {
  const { t } = useTranslation('lessons');
  const format = useFormat();
  const { running, progress, blocked } = state;
  return (
    <div className={classes.doing} data-done={done || undefined}>
      {task && (
        <Text size="sm" className={classes.task!}>
          {done && <IconCheck size={16} aria-hidden />} {task}
        </Text>
      )}
      {running ? (
        <div className={classes.running}>
          <Button size="compact-sm" variant="default" onClick={state.cancel}>
            {t('ui.cancel')}
          </Button>
          <ProgressBar
            flex={1}
            value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 0}
            aria-label={t('ui.measuring')}
          />
          <Text size="xs" c="dimmed">
            {progress?.remainingMs !== undefined && format.duration(progress.remainingMs)}
          </Text>
        </div>
      ) : (
        <Button
          size="compact-md"
          variant={done ? 'default' : 'filled'}
          disabled={blocked || elsewhere}
          leftSection={done ? <IconCheck size={16} /> : <IconPlayerPlay size={16} />}
          onClick={state.run}
        >
          {done ? t('ui.again') : label}
        </Button>
      )}
      <span className={classes.hidden} role="status">
        {running ? t('ui.measuring') : done ? t('ui.done') : ''}
      </span>
    </div>
  );
}
