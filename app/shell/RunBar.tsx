import { ActionIcon, Group, Progress, Tooltip } from '@mantine/core';
import {
  IconFlag,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconPlayerTrackNext,
} from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import classes from './RunBar.module.css';
import { TrainingCurves } from './TrainingCurves.tsx';
import { useStepWords } from './useStepWords.ts';
import { useRunControls, useShownTraining } from './useTraining.ts';

const LiveRate = lazy(async () => ({ default: (await import('./rail/LiveRate.tsx')).LiveRate }));

/** Steers what runs and tells how far it is. */
export function RunBar() {
  return (
    <div className={classes.bar}>
      <JobProgress />
      <Controls />
      <Status />
      <Counters />
      <TrainingCurves />
    </div>
  );
}

function JobProgress() {
  const { t } = useTranslation();
  const progress = useLab((state) => (state.job.kind === 'running' ? state.job.progress : null));
  return (
    <Progress
      className={classes.progress!}
      size={3}
      radius={0}
      value={progress ? (100 * progress.done) / progress.total : 0}
      aria-label={t('run.progress')}
    />
  );
}

function Controls() {
  const { t } = useTranslation();
  const { state, playPause, stepOnce, finish, stop } = useRunControls();
  const playing = state === 'playing';
  const playLabel = playing ? t('run.pause') : t(state === 'paused' ? 'run.resume' : 'run.play');
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={playLabel}>
        <ActionIcon
          size={40}
          radius="xl"
          variant="filled"
          color="lab"
          disabled={!playPause}
          onClick={playPause}
          aria-label={playLabel}
        >
          {playing ? <IconPlayerPauseFilled size={20} /> : <IconPlayerPlayFilled size={20} />}
        </ActionIcon>
      </Tooltip>
      <Control label={t('run.stepOnce')} onClick={stepOnce} icon={<IconPlayerTrackNext size={19} />} />
      <Control label={t('run.finish')} onClick={finish} icon={<IconFlag size={19} />} />
      <Control label={t('run.stop')} onClick={stop} icon={<IconPlayerStopFilled size={18} />} />
    </Group>
  );
}

interface ControlProps {
  readonly label: string;
  readonly onClick: (() => void) | undefined;
  readonly icon: ReactNode;
}

function Control({ label, onClick, icon }: ControlProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={36} disabled={!onClick} onClick={onClick} aria-label={label}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** What is going on, in words. */
function Status() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useStepWords();
  const session = useLab((state) => state.session);
  const node = useLab(({ job, nodes }) =>
    job.kind === 'running' ? nodes.find(({ id }) => id === job.nodeId) : undefined,
  );
  const paused = useLab((state) => state.job.kind === 'running' && state.job.paused);
  const apart = useLab(({ job }) => (job.kind === 'running' ? job.apart : undefined));
  const apartStep = useLab(({ job }) => (job.kind === 'running' && job.apart ? job.step : undefined));
  const arrival = useLab((state) => state.arrival);
  const arriving = arrival && arrival.arrived < arrival.total;
  const state =
    apart && apartStep
      ? t('run.apart', { ...apart, what: t(`steps.kind.${apartStep.kind}`) })
      : node
        ? words(node)
        : t(session === 'opening' ? 'run.opening' : 'run.idle');
  return (
    <div className={classes.status} role="status">
      <div className={classes.words}>
        {state}
        {paused && ` · ${t('run.paused')}`}
      </div>
      <div className={classes.quiet}>
        {arriving && t('run.arriving', { share: format.percent(arrival.arrived / arrival.total, 0) })}
      </div>
    </div>
  );
}

function Counters() {
  const { t } = useTranslation();
  const format = useFormat();
  const training = useShownTraining();
  const tick = training?.ticks.at(-1);
  const none = '–';
  const batches = tick ? `${format.count(tick.done)} / ${format.count(tick.total)}` : none;
  const remainingMs = useLab(({ job }) => (job.kind === 'running' ? job.progress?.remainingMs : undefined));
  const left = remainingMs === undefined ? none : format.duration(remainingMs);
  const rate = tick ? format.number(tick.learningRate, 2) : none;
  const epochs = training?.step.epochs;
  // The engine counts epochs from 0.
  const epoch = tick ? format.count(tick.epoch + 1) : none;
  return (
    <dl className={classes.counters} data-empty={(!training && remainingMs === undefined) || undefined}>
      <Counter
        label={t('run.epoch')}
        value={tick && epochs ? `${epoch} / ${format.count(Math.ceil(epochs))}` : epoch}
      />
      <Counter label={t('run.batch')} value={batches} wide />
      <Counter label={t('run.speed')} value={tick ? format.count(tick.imagesPerSecond) : none} />
      <Counter
        label={t('run.rate')}
        wide
        value={
          training?.running && tick ? (
            <Suspense fallback={rate}>
              <LiveRate rate={tick.learningRate} />
            </Suspense>
          ) : (
            rate
          )
        }
      />
      <Counter label={t('run.left')} value={left} />
    </dl>
  );
}

function Counter({
  label,
  value,
  wide,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly wide?: boolean;
}) {
  return (
    <div data-wide={wide || undefined}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
