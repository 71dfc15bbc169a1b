import { EXCHANGE_DEFAULTS } from '../../analysis/exchange/exchangeDefaults.ts';
import { type ExchangeTraining, trainWithExchange } from '../../analysis/exchange/trainWithExchange.ts';
import { AppError } from '../../base/errors.ts';
import type { TrainInterruption } from '../../engine/engine.ts';
import { initializeWeights } from '../../network/initializeWeights.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { deriveStepSeed } from '../../recipe/deriveStepSeed.ts';
import type { TrainStep } from '../../recipe/schema.ts';
import type { Snapshot } from '../../recipe/snapshot.ts';
import { toTrainOptions } from '../../recipe/toTrainOptions.ts';
import { withModel } from '../../recipe/withModel.ts';
import { type ExchangeTest, MOST_EXCHANGE_STEPS } from '../protocol.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';

/** Tests on the way, besides that at the end, and their images. */
const TESTS = 6;
const TEST_IMAGES = 1000;

/** What a trial starts from; fresh weights are those that a reinitialize step would draw there. */
function toStart({ spec, weights, masks, depth }: Snapshot, fresh: boolean, seed: number) {
  if (!fresh) return { spec, weights, masks, depth };
  const drawn = initializeWeights(spec, deriveStepSeed(seed, depth, 'reinitialize'));
  return { spec, weights: applyMasks(drawn, masks), masks, depth: depth + 1 };
}

function toTraining(step: TrainStep, images: number, seed: number): ExchangeTraining {
  if (!step.gradients) throw new AppError('step-impossible', 'no exchange of gradients to try');
  const options = toTrainOptions(step, images, seed);
  if (options.steps > MOST_EXCHANGE_STEPS) {
    throw new AppError('step-impossible', `${options.steps} batches (at most ${MOST_EXCHANGE_STEPS})`);
  }
  return { ...options, exchange: { ...EXCHANGE_DEFAULTS, ...step.gradients } };
}

/** The job behind the lab of exchanged gradients: a training that makes no snapshot. */
export function createExchangeJob(
  session: Pick<Session, 'snapshots' | 'runContext'>,
): JobHandler<'exchange'> {
  return async ({ id, fresh, step, seed: given }, { signal, onProgress, onEvent }) => {
    const snapshot = await session.snapshots.get(id);
    const { engine, dataset, seed: own } = await session.runContext(signal);
    const seed = given ?? own;
    const start = toStart(snapshot, fresh, seed);
    const training = toTraining(step, dataset.train.count, deriveStepSeed(seed, start.depth, 'train'));
    return withModel(engine, start, async (model) => {
      const tests: ExchangeTest[] = [];
      let testMs = 0;
      const test = async (done: number) => {
        const startedMs = performance.now();
        const { accuracy, count } = await engine.evaluate(model, dataset.test, TEST_IMAGES, { signal });
        tests.push({ step: done, accuracy, images: count });
        onEvent({ kind: 'test', test: tests.at(-1)! });
        testMs += performance.now() - startedMs;
      };
      await test(0);
      testMs = 0;
      const interruption: TrainInterruption = { every: Math.ceil(training.steps / TESTS), work: test };
      const { result, exchange } = await trainWithExchange(
        engine,
        model,
        start.masks,
        dataset.train,
        training,
        {
          signal,
          interruption,
          onTick: onProgress,
          onExchange: (tick) => onEvent({ kind: 'tick', tick }),
        },
      );
      const { count, ...measured } = await engine.evaluate(model, dataset.test, undefined, { signal });
      const { accuracy, loss, perClassAccuracy } = measured;
      if (!Number.isFinite(loss)) throw new AppError('not-a-number', `loss on the test images is ${loss}`);
      return {
        exchange,
        tests,
        accuracy: { images: count, accuracy, loss, perClassAccuracy },
        msPerStep: (1000 * result.seconds - testMs) / result.steps,
      };
    });
  };
}
