import type { TrainStep, TrainTick } from '../../src/index.ts';
import { DEFAULT_DRAFTS } from '../store/defaults.ts';
import { useLab } from '../store/labContext.ts';
import type { LabState } from '../store/labState.ts';
import { useSelectedNode } from './usePanel.ts';

export interface ShownTraining {
  readonly ticks: readonly TrainTick[];
  readonly step: TrainStep;
  readonly running: boolean;
}

const NO_TICKS: readonly TrainTick[] = [];

/** The training whose curves are shown: the running one, else the one that made the snapshot looked at. */
export function useShownTraining(): ShownTraining | undefined {
  const job = useLab((state) => state.job);
  const node = useSelectedNode();
  if (job.kind === 'running') {
    return job.step.kind === 'train' && !job.apart
      ? { ticks: job.ticks, step: job.step, running: true }
      : undefined;
  }
  if (node?.step?.kind !== 'train') return undefined;
  return { ticks: node.snapshot?.summary.train?.ticks ?? NO_TICKS, step: node.step, running: false };
}

/** The ways to steer a training from the run bar and by keys; undefined where one makes no sense now. */
export interface RunControls {
  readonly state: 'blocked' | 'ready' | 'playing' | 'paused' | 'busy';
  readonly playPause: (() => void) | undefined;
  readonly stepOnce: (() => void) | undefined;
  readonly finish: (() => void) | undefined;
  readonly stop: (() => void) | undefined;
}

/** What matters of the job to its controls, as one word: it changes seldom, the job itself with every tick. */
type RunState = 'none' | 'playing' | 'paused' | 'busy';

function toRunState({ job }: LabState): RunState {
  if (job.kind !== 'running') return 'none';
  if (job.step.kind !== 'train' || job.apart) return 'busy';
  return job.paused ? 'paused' : 'playing';
}

export function useRunControls(): RunControls {
  const state = useLab(toRunState);
  const open = useLab((state) => state.session === 'open');
  const node = useSelectedNode();
  const training = useLab((state) => state.drafts.train ?? DEFAULT_DRAFTS.train!);
  const applyStep = useLab((state) => state.applyStep);
  const control = useLab((state) => state.controlTraining);
  const stop = useLab((state) => state.cancelJob);

  if (state === 'none') {
    const ready = open && node?.status === 'done';
    return {
      state: ready ? 'ready' : 'blocked',
      playPause: ready ? () => void applyStep(training) : undefined,
      stepOnce: ready
        ? () => {
            void applyStep(training, { paused: true });
            control('stepOnce');
          }
        : undefined,
      finish: undefined,
      stop: undefined,
    };
  }
  if (state === 'busy') return { state, playPause: undefined, stepOnce: undefined, finish: undefined, stop };
  return {
    state,
    playPause: () => control(state === 'paused' ? 'play' : 'pause'),
    stepOnce: () => control('stepOnce'),
    finish: () => control('finish'),
    stop,
  };
}
