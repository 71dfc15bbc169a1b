import { type GradientReport, measureGradients } from '../analysis/gradients/measureGradients.ts';
import { type ScaleMoment, summarizeScales } from '../analysis/weights/summarizeScales.ts';
import { summarizeWeights, type WeightMoment } from '../analysis/weights/summarizeWeights.ts';
import type { Model, RunOptions, TrainInterruption } from '../engine/engine.ts';
import { countTrainSteps } from './countTrainSteps.ts';
import type { RunContext } from './runContext.ts';
import type { TrainStep } from './schema.ts';
import type { Snapshot } from './snapshot.ts';

/** A moment of a training: `step` batches were done. */
type Moment<T> = T & { readonly step: number; readonly epoch: number };

/** What a training recorded: before its first batch, after every epoch, and at its end. */
export interface TrainRecord {
  readonly gradients?: readonly Moment<GradientReport>[];
  readonly weights?: readonly Moment<WeightMoment>[];
  readonly scales?: readonly Moment<ScaleMoment>[];
}

interface TrainRecorder {
  begin(): Promise<void>;
  readonly interruption?: TrainInterruption;
  /** Told how many batches were done. */
  finish(steps: number): Promise<{ readonly record?: TrainRecord }>;
}

const NOTHING: TrainRecorder = { begin: async () => {}, finish: async () => ({}) };

/**
 * Records what a step asks for while its training runs, on the first `batchSize` training images where images are needed.
 * The training itself is the same bit for bit.
 */
export function createTrainRecorder(
  { engine, dataset }: RunContext,
  { spec, masks }: Snapshot,
  step: TrainStep,
  model: Model,
  { signal }: RunOptions,
): TrainRecorder {
  const { record, batchSize } = step;
  if (!record) return NOTHING;
  const every = countTrainSteps({ epochs: 1, batchSize, steps: undefined }, dataset.train.count);
  const gradients: Moment<GradientReport>[] = [];
  const weights: Moment<WeightMoment>[] = [];
  const scales: Moment<ScaleMoment>[] = [];
  let last = -1;

  async function take(done: number): Promise<void> {
    if (done === last) return;
    last = done;
    const moment = { step: done, epoch: done / every };
    if (record!.includes('gradients')) {
      const run = signal ? { signal } : {};
      gradients.push({
        ...moment,
        ...(await measureGradients(engine, model, masks, dataset.train, batchSize, run)),
      });
    }
    if (!record!.includes('weights') && !record!.includes('scales')) return;
    const values = await model.readWeights();
    if (record!.includes('weights')) weights.push({ ...moment, ...summarizeWeights(spec, values, masks) });
    if (record!.includes('scales')) scales.push({ ...moment, ...summarizeScales(spec, values, masks) });
  }

  return {
    begin: () => take(0),
    interruption: { every, work: take },
    async finish(steps) {
      await take(steps);
      return {
        record: {
          ...(gradients.length > 0 ? { gradients } : {}),
          ...(weights.length > 0 ? { weights } : {}),
          ...(scales.length > 0 ? { scales } : {}),
        },
      };
    },
  };
}
