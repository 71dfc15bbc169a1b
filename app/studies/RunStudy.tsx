import { Alert, Button, Group, Progress, SegmentedControl, Text } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { loadStudies, SizeName, Study } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import { Failure } from '../views/ViewState.tsx';
import { estimateMs } from './estimateMs.ts';
import classes from './studies.module.css';
import { findRecord, type StudyRun, useStudyStore } from './studyStore.ts';
import { useStartStudy } from './useStartStudy.ts';
import { useStudyWords } from './useStudyWords.ts';

const SIZES = ['lesson', 'paper'] as const satisfies readonly SizeName[];
const COUNTS = ['1', '2', '3', '4', '5'];

interface RunStudyProps {
  readonly study: Study;
  readonly studies: Awaited<ReturnType<typeof loadStudies>>;
}

/** Size, seeds and the time they take; runs the study and tells how far it is. */
export function RunStudy({ study, studies }: RunStudyProps) {
  const { t } = useTranslation('studies');
  const run = useStudyStore((state) => state.run);
  const failure = useStudyStore((state) => state.failure);
  const size = useStudyStore((state) => state.size);
  const count = useStudyStore((state) => state.count);
  const setSize = useStudyStore((state) => state.setSize);
  const setCount = useStudyStore((state) => state.setCount);
  const start = useStartStudy(study, studies);
  const isOwn = run?.study === study.id;
  const shownSize = isOwn ? run.size : size;
  return (
    <section className={classes.run}>
      <Group gap="lg" align="flex-end">
        <div>
          <Text size="xs" c="dimmed" mb={2} id="study-size">
            {t('ui.size')}
          </Text>
          <SegmentedControl
            size="sm"
            aria-labelledby="study-size"
            disabled={isOwn}
            value={shownSize}
            onChange={(value) => setSize(value as SizeName)}
            data={SIZES.map((value) => ({ value, label: t(`ui.sizes.${value}`) }))}
          />
        </div>
        <div title={t('ui.seedsHint', { count })}>
          <Text size="xs" c="dimmed" mb={2} id="study-seeds">
            {t('ui.seeds')}
          </Text>
          <SegmentedControl
            size="sm"
            aria-labelledby="study-seeds"
            disabled={isOwn}
            value={String(count)}
            onChange={(value) => setCount(Number(value))}
            data={COUNTS}
          />
        </div>
        {!isOwn && <Start study={study} studies={studies} onStart={start} />}
      </Group>
      {shownSize === 'paper' && !isOwn && (
        <Text size="xs" mt={6} className={classes.warning!}>
          {t('ui.paperWarning')}
        </Text>
      )}
      {isOwn && <Running run={run} />}
      {!run && failure?.study === study.id && (
        <Alert mt="sm" color="orange" title={t('ui.failed')}>
          <Failure error={failure.error} onRetry={() => void start()} />
        </Alert>
      )}
    </section>
  );
}

interface StartProps extends RunStudyProps {
  readonly onStart: () => Promise<void>;
}

function Start({ study, studies, onStart }: StartProps) {
  const { t } = useTranslation('studies');
  const format = useFormat();
  const backend = useLab((state) => state.backend);
  const isOpen = useLab((state) => state.session === 'open');
  const run = useStudyStore((state) => state.run);
  const size = useStudyStore((state) => state.size);
  const count = useStudyStore((state) => state.count);
  const record = useStudyStore(({ records }) => findRecord(records ?? [], study.id, size, backend?.name));
  const other = useStudyWords(run?.study ?? study.id);
  const seeds = record && record.backend.name === backend?.name ? record.seeds : [];
  const done = seeds.filter(({ seed }) => seed <= count).length;
  const guessMs = useMemo(
    () =>
      estimateMs(
        studies.listUnits(study, size, [1]).map(({ recipe }) => recipe),
        backend,
        studies,
      ),
    [studies, study, size, backend],
  );
  const knownMs =
    record && (1000 * record.seeds.reduce((sum, { seconds }) => sum + seconds, 0)) / record.seeds.length;
  const time = format.duration((knownMs ?? guessMs) * (count - done));
  const note = run
    ? t('ui.other', { title: other.title })
    : !isOpen
      ? t('ui.blocked')
      : done === count
        ? t('ui.allDone', { count })
        : t(knownMs === undefined ? 'ui.estimate' : 'ui.estimateMeasured', { time });
  return (
    <Group gap="sm" className={classes.start!}>
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        disabled={run !== null || !isOpen || done === count}
        onClick={() => void onStart()}
      >
        {t(done > 0 && done < count ? 'ui.goOn' : 'ui.run')}
      </Button>
      <Text size="sm" c="dimmed" className={classes.note!}>
        {note}
      </Text>
    </Group>
  );
}

function Running({ run }: { readonly run: StudyRun }) {
  const { t } = useTranslation('studies');
  const format = useFormat();
  const stop = useStudyStore((state) => state.stop);
  const { progress, unit, stopping } = run;
  const where = stopping
    ? t('ui.stopping')
    : unit
      ? t('ui.unit', { place: unit.place, units: unit.units, name: unit.name, seed: unit.seed })
      : t('ui.starting');
  return (
    <div className={classes.running}>
      <Group gap="md" wrap="nowrap" align="flex-end">
        <div className={classes.bar}>
          <Group justify="space-between" gap="sm">
            <Text size="sm" role="status">
              {where}
            </Text>
            <Text size="sm" c="dimmed">
              {!stopping &&
                progress?.remainingMs !== undefined &&
                t('ui.left', { time: format.duration(progress.remainingMs) })}
            </Text>
          </Group>
          <Progress
            mt={4}
            value={progress ? (100 * progress.done) / progress.total : 0}
            aria-label={t('ui.progress')}
          />
        </div>
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={16} />}
          disabled={stopping}
          onClick={stop}
        >
          {t('ui.cancel')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt={6}>
        {t('ui.beside')}
      </Text>
    </div>
  );
}
