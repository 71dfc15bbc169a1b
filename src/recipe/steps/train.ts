import { EXCHANGE_DEFAULTS } from '../../analysis/exchange/exchangeDefaults.ts';
import type { ImageSplit } from '../../data/dataset.ts';
import { holdOut } from '../../data/holdOut.ts';
import type { Distillation, TrainControl, TrainOptions, TrainTick } from '../../engine/engine.ts';
import { scaleDropout } from '../../network/scaleDropout.ts';
import { createTrainRecorder } from '../createTrainRecorder.ts';
import { createValidator } from '../createValidator.ts';
import { deriveStepSeed } from '../deriveStepSeed.ts';
import { joinInterruptions } from '../joinInterruptions.ts';
import type { RunContext } from '../runContext.ts';
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

/** The images to train on, and those held out. */
function divideImages(split: ImageSplit, step: TrainStep) {
  return step.validate ? holdOut(split, step.validate.images) : { rest: split, heldOut: undefined };
}

/** Runs some work on a model of the step's teacher, where it has one. */
async function withTeacher<T>(
  { engine, resolveSnapshot }: RunContext,
  { distill }: TrainStep,
  work: (distill: Distillation | undefined) => Promise<T>,
): Promise<T> {
  if (!distill) return work(undefined);
  const { teacher: name, ...settings } = distill;
  return withModel(engine, await resolveSnapshot(name), (teacher) => work({ ...settings, teacher }));
}

/** Trains what the masks keep. One ended early comes back as the shorter step that it was. */
export const train: StepHandler<'train'> = async (context, snapshot, step, run) => {
  const { engine, seed } = context;
  const { rest, heldOut } = divideImages(context.dataset.train, step);
  const dataset = { ...context.dataset, train: rest };
  const planned = toTrainOptions(step, rest.count, deriveStepSeed(seed, snapshot.depth, step.kind));
  const allowed = Math.min(step.stopAfter ?? planned.steps, planned.steps);
  const { signal, onTick, onProgress, onExchange } = run;
  const only = signal ? { signal } : {};
  const spec = step.scaleDropout ? scaleDropout(snapshot.spec, snapshot.masks) : snapshot.spec;
  return withTeacher(context, step, (distill) =>
    withModel(engine, { ...snapshot, spec }, async (model) => {
      const options: TrainOptions = { ...planned, mixup: step.mixup, distill };
      const recorder = createTrainRecorder({ ...context, dataset }, snapshot, step, model, run);
      const validator = heldOut && createValidator(engine, model, heldOut, step.validate!.every, only);
      await recorder.begin();
      const interruption = joinInterruptions([recorder.interruption, validator?.interruption]);
      const trainRun = {
        ...only,
        ...(onExchange ? { onExchange } : {}),
        ...(interruption ? { interruption } : {}),
        control: limitControl(run.control, allowed),
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
            rest,
            { ...options, exchange: { ...EXCHANGE_DEFAULTS, ...step.gradients } },
            trainRun,
          )
        : { result: await engine.train(model, rest, options, trainRun) };
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
            ...(validator ? { validation: await validator.finish(result.steps) } : {}),
            ...exchanged,
          },
        },
      };
    }),
  );
};
