import type { Dataset } from '../data/dataset.ts';
import type { Engine, RunOptions, TrainControl, TrainTick } from '../engine/engine.ts';
import type { Snapshot } from './snapshot.ts';

/** What the steps of a recipe run on. */
export interface RunContext {
  readonly engine: Engine;
  /** Cut to the recipe's `trainSize` and `testSize`. */
  readonly dataset: Dataset;
  /** The recipe's seed; each step derives its own from it. */
  readonly seed: number;
  /** The snapshot of that name, for a rewind. */
  resolveSnapshot(name: string): Snapshot | Promise<Snapshot>;
}

/** What a running step listens to and tells. */
export interface StepRun extends RunOptions {
  /** Pauses, steps or ends a training. */
  readonly control?: TrainControl;
  readonly onTick?: (tick: TrainTick) => void;
}
