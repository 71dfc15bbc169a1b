import { Button, Progress as ProgressBar, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import shared from '../views.module.css';
import { SettingsFields } from './SettingsFields.tsx';
import type { SensitivityRun } from './sensitivityStore.ts';
import type { SensitivitySettings } from './settings.ts';

interface MeasureControlsProps {
  readonly snapshot: SnapshotView;
  readonly settings: SensitivitySettings;
  readonly run: SensitivityRun | undefined;
  readonly points: number;
  readonly onChange: (settings: SensitivitySettings) => void;
  readonly onStart: () => void;
  readonly onCancel: () => void;
}

/** What is to be measured, the button that measures it, and how far it is. */
export function MeasureControls({
  snapshot,
  settings,
  run,
  points,
  onChange,
  onStart,
  onCancel,
}: MeasureControlsProps) {
  const { t } = useTranslation('sensitivity');
  const format = useFormat();
  const running = run?.state === 'running';
  const startWord = run?.state === 'cancelled' ? 'continue' : run ? 'again' : 'measure';
  const remaining = run?.progress?.remainingMs;
  return (
    <>
      <SettingsFields spec={snapshot.spec} settings={settings} onChange={onChange} />
      <div className={shared.controls}>
        {running ? (
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            {t('state.cancel', { ns: 'views' })}
          </Button>
        ) : (
          <Button
            size="compact-sm"
            variant={run && run.state !== 'cancelled' ? 'default' : 'filled'}
            onClick={onStart}
          >
            {t(startWord)}
          </Button>
        )}
        {running && (
          <>
            <ProgressBar
              w={140}
              value={run.progress ? (100 * run.progress.done) / Math.max(1, run.progress.total) : 0}
              aria-label={t('state.loading', { ns: 'views' })}
            />
            <Text size="sm" c="dimmed" role="status">
              {t('running', { amount: format.count(points) })}
              {remaining !== undefined &&
                ` · ${t('state.timeLeft', { ns: 'views', time: format.duration(remaining) })}`}
            </Text>
          </>
        )}
        {run?.state === 'cancelled' && (
          <Text size="sm" c="dimmed">
            {t('cancelled')}
          </Text>
        )}
      </div>
    </>
  );
}
