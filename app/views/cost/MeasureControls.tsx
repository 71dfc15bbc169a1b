import { Button, Progress as ProgressBar, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { Failure } from '../ViewState.tsx';
import classes from '../views.module.css';
import type { Measurement } from './useMeasurement.ts';

interface MeasureControlsProps {
  readonly measurement: Measurement<unknown>;
  /** Names what is measured, for those who hear the buttons alone. */
  readonly name: string;
  /** Choices before the button. */
  readonly children?: ReactNode;
}

/** The button of a measurement, its progress with the time left, its cancel, and what went wrong. */
export function MeasureControls({ measurement, name, children }: MeasureControlsProps) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const { data, running, blocked, progress, error, measure, cancel } = measurement;
  const remaining = progress?.remainingMs;
  const word = t(data === undefined ? 'measure' : 'again');
  return (
    <>
      <div className={classes.controls}>
        {children}
        <Button
          size="compact-sm"
          variant={data === undefined ? 'filled' : 'default'}
          aria-label={`${word}: ${name}`}
          title={blocked ? t('oneAtATime') : undefined}
          disabled={blocked}
          loading={running}
          onClick={measure}
        >
          {word}
        </Button>
        {running && (
          <>
            <ProgressBar
              w={140}
              value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 0}
              aria-label={t('measuring')}
            />
            <Text size="sm" c="dimmed" role="status">
              {remaining === undefined
                ? t('measuring')
                : t('state.timeLeft', { ns: 'views', time: format.duration(remaining) })}
            </Text>
            <Button size="compact-sm" variant="default" onClick={cancel}>
              {t('state.cancel', { ns: 'views' })}
            </Button>
          </>
        )}
      </div>
      {error && <Failure error={error} onRetry={measure} />}
    </>
  );
}
