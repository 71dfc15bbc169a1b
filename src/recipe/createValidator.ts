import type { ImageSplit } from '../data/dataset.ts';
import type { Engine, Model, RunOptions, TrainInterruption } from '../engine/engine.ts';

/** What held out images gave after so many batches. */
export interface ValidationPoint {
  readonly step: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** Share correct, 0…1. */
  readonly accuracy: number;
}

/** The whole curve. */
export interface Validation {
  /** Images that were held out of training. */
  readonly images: number;
  readonly points: readonly ValidationPoint[];
  /** The batch of least loss, the first where several have it: the early-stop iteration of Frankle & Carbin 2019, §1. */
  readonly earlyStop: number;
}

/** The point of least loss. */
export function findEarlyStop(points: readonly ValidationPoint[]): ValidationPoint {
  return points.reduce((best, point) => (point.loss < best.loss ? point : best));
}

/** Measures held out images after every `every` batches, and at the end. */
export function createValidator(
  engine: Engine,
  model: Model,
  heldOut: ImageSplit,
  every: number,
  run: RunOptions,
): { readonly interruption: TrainInterruption; finish(steps: number): Promise<Validation> } {
  const points: ValidationPoint[] = [];
  const work = async (step: number) => {
    const { loss, accuracy } = await engine.evaluate(model, heldOut, heldOut.count, run);
    points.push({ step, loss, accuracy });
  };
  return {
    interruption: { every, work },
    async finish(steps) {
      if (points.at(-1)?.step !== steps) await work(steps);
      return { images: heldOut.count, points, earlyStop: findEarlyStop(points).step };
    },
  };
}
