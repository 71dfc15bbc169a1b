import type { ImageSplit } from '../../data/dataset.ts';
import type { Engine, Model, TrainOptions, TrainResult } from '../../engine/engine.ts';
import { isTrained, listWeights, sizeOf } from '../../network/listWeights.ts';
import type { Masks } from '../../network/weights.ts';
import { computeGradientHistogram } from '../gradients/gradientHistogram.ts';
import { computeCompressionRatio, createExchange } from './createExchange.ts';
import type { ExchangeGradients, ExchangeOptions, ExchangeTick, TrainExchange } from './trainExchange.ts';

/** Histograms of a whole training, besides that of its first step. */
const MOMENTS = 20;

export type ExchangeRun = NonNullable<Parameters<Engine['trainDistributed']>[3]> & {
  /** Told of every point of the curve that `TrainExchange` will hold. */
  readonly onExchange?: (tick: ExchangeTick) => void;
};

export interface ExchangeTraining extends TrainOptions {
  readonly exchange: ExchangeOptions;
  /** A histogram of |g| is kept of the first step and of every so many after it; a twentieth of all where absent. */
  readonly recordEvery?: number;
}

/**
 * Trains a model in place by simulated workers that exchange gradients by a rule, and reports what they exchanged.
 * `masks` are those of the model. The same seed gives the same numbers on the same backend.
 */
export async function trainWithExchange(
  engine: Engine,
  model: Model,
  masks: Masks,
  split: ImageSplit,
  { exchange: options, recordEvery, ...training }: ExchangeTraining,
  { onExchange, ...run }: ExchangeRun = {},
): Promise<{ readonly result: TrainResult; readonly exchange: TrainExchange }> {
  const slots = listWeights(model.spec).filter(({ role }) => isTrained(role));
  const every = recordEvery ?? Math.ceil(training.steps / MOMENTS);
  const gradients: ExchangeGradients[] = [];
  const tensors = slots.map(({ name, shape }) => {
    const mask = masks[name];
    return { name, size: sizeOf(shape), ...(mask ? { mask } : {}) };
  });
  const { kind, momentum } = training.optimizer;
  const exchange = createExchange(tensors, {
    ...options,
    momentum: kind === 'momentum' ? momentum : 0,
    seed: training.seed,
    onTick: onExchange,
    onGradients({ step }, worker, found) {
      if (worker !== 0 || step % every !== 0) return;
      const layers = slots.flatMap(({ name, node, role }, index) =>
        role === 'weight' ? computeGradientHistogram(node, found[index]!, masks[name]) : [],
      );
      gradients.push({ step, layers });
    },
  });
  const { workers, rule } = options;
  const result = await engine.trainDistributed(model, split, { ...training, workers, exchange }, run);
  return {
    result,
    exchange: {
      rule,
      workers,
      steps: result.steps,
      tensors: tensors.map(({ name }) => name),
      ticks: exchange.ticks,
      gradients,
      totals: {
        bytes: exchange.bytes,
        denseBytes: exchange.denseBytes,
        compressionRatio: computeCompressionRatio(exchange.denseBytes, exchange.bytes),
      },
    },
  };
}
