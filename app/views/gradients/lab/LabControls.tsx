import { Button, Progress as ProgressBar, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useClient, useLab } from '../../../store/labContext.ts';
import shared from '../../views.module.css';
import { estimateRemainingMs } from './judgeLab.ts';
import type { NamedEntry } from './labEntry.ts';
import { findProblem } from './labSettings.ts';
import { type LabSource, useExchangeLab } from './labStore.ts';

interface LabControlsProps {
  readonly source: LabSource;
  readonly entries: readonly NamedEntry[];
}

/** Starts the comparison, says how far it is and how long it will take, and stops it. */
export function LabControls({ source, entries }: LabControlsProps) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const client = useClient();
  const { settings, run, compare, cancel, clear } = useExchangeLab();
  const free = useLab((state) => state.session === 'open' && state.job.kind !== 'running');
  const remainingMs = run && estimateRemainingMs(run, entries);
  const name = entries.find(({ key }) => key === run?.key)?.name ?? '';
  const progress = run?.progress;
  return (
    <div className={shared.controls}>
      {run ? (
        <>
          <Button size="compact-sm" variant="default" onClick={cancel}>
            {t('state.cancel', { ns: 'views' })}
          </Button>
          <ProgressBar
            w={140}
            value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 0}
            aria-label={t('state.loading', { ns: 'views' })}
          />
          <Text size="sm" c="dimmed" role="status">
            {[
              progress
                ? t('running', {
                    name,
                    done: format.count(progress.done),
                    total: format.count(progress.total),
                  })
                : t('starting', { name }),
              ...(run.left > 0 ? [t('rulesLeft', { count: run.left })] : []),
              ...(remainingMs == null
                ? []
                : [t('state.timeLeft', { ns: 'views', time: format.duration(remainingMs) })]),
            ].join(' · ')}
          </Text>
        </>
      ) : (
        <>
          <Button
            size="compact-sm"
            disabled={!free || findProblem(settings) !== undefined}
            onClick={() => void compare(client, source)}
          >
            {t(entries.length > 0 ? 'again' : 'compare')}
          </Button>
          {entries.length > 0 && (
            <Button size="compact-sm" variant="default" onClick={clear}>
              {t('clear')}
            </Button>
          )}
          {!free && (
            <Text size="sm" c="dimmed">
              {t('blocked')}
            </Text>
          )}
        </>
      )}
    </div>
  );
}
