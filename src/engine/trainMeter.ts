import type { TrainTick } from './engine.ts';

const TICK_INTERVAL_MS = 250;

/** Times a training without its pauses and says when the next tick is due. */
export interface TrainMeter {
  /** Leaves the time until `resume` out of the pace. */
  pause(): void;
  resume(): void;
  /** True after the first batch, then once 250 ms have gone by. */
  isDue(): boolean;
  /** Makes the tick after `done` batches from the sums over some of them. */
  tick(done: number, sums: TickSums): TrainTick;
  secondsSoFar(): number;
}

interface TickSums {
  /** How many batches were summed. */
  readonly batches: number;
  readonly epoch: number;
  readonly learningRate: number;
  readonly lossSum: number;
  readonly correctSum: number;
}

/** Creates the TrainMeter of a run of `total` batches. */
export function createTrainMeter(
  total: number,
  batchSize: number,
  now: () => number = () => performance.now(),
): TrainMeter {
  let activeMs = 0;
  let resumedMs: number | undefined = now();
  let tickedMs = 0;
  let tickedBatches = 0;
  const activeSoFar = () => activeMs + (resumedMs === undefined ? 0 : now() - resumedMs);
  return {
    pause() {
      activeMs = activeSoFar();
      resumedMs = undefined;
    },
    resume() {
      resumedMs ??= now();
    },
    isDue: () => tickedBatches === 0 || activeSoFar() - tickedMs >= TICK_INTERVAL_MS,
    tick(done, { epoch, learningRate, batches, lossSum, correctSum }) {
      const soFarMs = activeSoFar();
      const timedBatches = done - tickedBatches;
      const seconds = Math.max(soFarMs - tickedMs, 0.001) / 1000;
      tickedMs = soFarMs;
      tickedBatches = done;
      return {
        done,
        total,
        remainingMs: (soFarMs / done) * (total - done),
        epoch,
        loss: lossSum / batches,
        accuracy: correctSum / (batches * batchSize),
        imagesPerSecond: (timedBatches * batchSize) / seconds,
        learningRate,
      };
    },
    secondsSoFar: () => activeSoFar() / 1000,
  };
}
