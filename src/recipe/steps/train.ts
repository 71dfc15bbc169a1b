import { EXCHANGE_DEFAULTS } from '../../analysis/exchange/exchangeDefaults.ts';
import type { TrainControl, TrainTick } from '../../engine/engine.ts';
import { createTrainRecorder } from '../createTrainRecorder.ts';
import { deriveStepSeed } from '../deriveStepSeed.ts';
import type { TrainStep } from '../schema.ts';
import { toTrainOptions } from '../toTrainOptions.ts';
import { withModel } from '../withModel.ts';
import type { StepHandler } from './stepHandler.ts';

/** Lets `limit` batches through, and each only when `control` does. */
function limitControl(control: TrainControl | undefined, limit: number): TrainControl {
  let done = 0;
  return { next: async () => done++ < limit && ((await control?.next()) ?? true) };
}

/** The step that gives the same numbers again without a person ending it early. */
function describeShortened(step: TrainStep, ran: number): TrainStep {
  if (step.schedule.kind !== 'constant') return { ...step, stopAfter: ran };
  const { epochs: _epochs, stopAfter: _stopAfter, ...rest } = step;
  return { ...rest, steps: ran };
}

/** Trains what the masks keep. One ended early comes back as the shorter step that it was. */
export const train: StepHandler<'train'> = async (context, snapshot, step, run) => {
  const { engine, dataset, seed } = context;
  const options = toTrainOptions(step, dataset.train.count, deriveStepSeed(seed, snapshot.depth, step.kind));
  const allowed = Math.min(step.stopAfter ?? options.steps, options.steps);
  const { signal, onTick, onProgress, onExchange } = run;
  return withModel(engine, snapshot, async (model) => {
    const recorder = createTrainRecorder(context, snapshot, step, model, run);
    await recorder.begin();
    const trainRun = {
      ...(signal ? { signal } : {}),
      ...(onExchange ? { onExchange } : {}),
      control: limitControl(run.control, allowed),
      ...recorder.interruption,
      onTick(tick: TrainTick) {
        onTick?.(tick);
        onProgress?.(tick);
      },
    };
    const { result, ...exchanged } = step.gradients
      ? // Loaded when first asked for: few trainings are simulated as those of several machines.
        await (await import('../../analysis/exchange/trainWithExchange.ts')).trainWithExchange(
          engine,
          model,
          snapshot.masks,
          dataset.train,
          { ...options, exchange: { ...EXCHANGE_DEFAULTS, ...step.gradients } },
          trainRun,
        )
      : { result: await engine.train(model, dataset.train, options, trainRun) };
    // Ended before its first batch: nothing was done that could be kept.
    if (result.steps === 0) throw new DOMException('cancelled', 'AbortError');
    return {
      weights: await model.readWeights(),
      step: result.steps < allowed ? describeShortened(step, result.steps) : step,
      summary: {
        train: {
          steps: result.steps,
          ticks: result.ticks,
          ...(await recorder.finish(result.steps)),
          ...exchanged,
        },
      },
    };
  });
};
