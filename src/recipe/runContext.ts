import type { ExchangeTick } from '../analysis/exchange/trainExchange.ts';
import type { PointCache } from '../analysis/sensitivity/pointCache.ts';
import type { SensitivityPoint } from '../analysis/sensitivity/sensitivity.ts';
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
  /** Where sensitivity points are kept, so that a measurement goes on where one ended; nowhere where absent. */
  readonly points?: PointCache;
  /** The snapshot of that name, for a rewind or a comparison. */
  resolveSnapshot(name: string): Snapshot | Promise<Snapshot>;
}

/** What a running step listens to and tells. */
export interface StepRun extends RunOptions {
  /** Pauses, steps or ends a training. */
  readonly control?: TrainControl;
  readonly onTick?: (tick: TrainTick) => void;
  /** Told each point of the curve of a training whose workers exchange gradients. */
  readonly onExchange?: (tick: ExchangeTick) => void;
  /** Told each point of a sensitivity curve as it is measured; a refined one replaces the coarse one before. */
  readonly onPoint?: (layer: string, point: SensitivityPoint) => void;
}
