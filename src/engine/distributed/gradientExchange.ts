import type { TrainOptions, TrainTick } from '../engine.ts';

/** A step of workers that train together. */
export interface ExchangeStep {
  /** 0 first. */
  readonly step: number;
  readonly epoch: number;
}

/**
 * What workers do with their gradients: it takes those of every worker in a step and gives what is applied. Lists of
 * arrays are in the order of the weights that training changes (as `listWeights` has them), each in its memory order.
 */
export interface GradientExchange {
  /** True where momentum is in what it gives, so that none is applied to it. */
  readonly ownsMomentum: boolean;
  begin(step: ExchangeStep): void;
  /** Takes a worker's gradient, 0 where masks prune. The arrays hold it during the call alone. */
  send(worker: number, gradients: readonly Float32Array[]): void;
  /** What all sent in this step, averaged over the workers; to be read before the next step begins. */
  receive(): readonly Float32Array[];
  /** Told of each point of the curve, after its step. */
  observe(tick: TrainTick): void;
}

/** Settings of a training by several workers; `batchSize` is that of all together. */
export interface DistributedOptions extends TrainOptions {
  /** 1 or more; the batch is divided among them in equal parts. */
  readonly workers: number;
  readonly exchange: GradientExchange;
}
