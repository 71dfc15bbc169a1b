import type { GradientHistogram } from '../gradients/gradientHistogram.ts';
import type { ExchangeRuleId } from './exchangeRule.ts';
import type { ResidualAge } from './residualAge.ts';

/** How simulated workers exchange gradients. */
export interface ExchangeOptions {
  readonly rule: ExchangeRuleId;
  /** 1 to 16. */
  readonly workers: number;
  /** Share of each tensor's kept values to hold back, 0 to below 1; rules without one leave it aside. */
  readonly sparsity: number;
  /** The next four are DGC's: other rules leave them aside. */
  readonly momentumCorrection: boolean;
  /** Norm to which the sum of all workers' gradients is to be clipped; false for not at all. */
  readonly localClipping: number | false;
  readonly factorMasking: boolean;
  /** Lower sparsities in the first epochs. */
  readonly warmUp: boolean;
}

/** What was exchanged in one step; bytes are the workers' messages together, on their way to all. */
export interface ExchangeTick {
  /** Batches done. */
  readonly step: number;
  readonly epoch: number;
  /** Cross-entropy in nats and share correct over the batches since the last tick. */
  readonly loss: number;
  readonly accuracy: number;
  /** Share asked to be held back in this step, 0…1; absent for rules without one. */
  readonly sparsity?: number;
  /** Of this step. */
  readonly bytes: number;
  /** What this step would send as 32-bit floats. */
  readonly denseBytes: number;
  /** `denseBytes` over `bytes`, above 1 where bytes are saved; 0 where nothing was sent. */
  readonly compressionRatio: number;
  /** Of all steps so far. */
  readonly totalBytes: number;
  /** Of the first worker; absent for rules that hold nothing back. */
  readonly residualAge?: ResidualAge;
  /** For each tensor the share of values that were not sent, 0…1, the mean over workers. */
  readonly sentSparsities: readonly number[];
}

/** |g| of the first worker in one step, before rule and clipping. */
export interface ExchangeGradients {
  /** Batches done before. */
  readonly step: number;
  readonly layers: readonly GradientHistogram[];
}

/** What simulated workers exchanged while they trained. */
export interface TrainExchange {
  readonly rule: ExchangeRuleId;
  readonly workers: number;
  readonly steps: number;
  /** Names of the trained weights, biases included, in the order of `sentSparsities`. */
  readonly tensors: readonly string[];
  /** 200 at most. */
  readonly ticks: readonly ExchangeTick[];
  readonly gradients: readonly ExchangeGradients[];
  readonly totals: {
    readonly bytes: number;
    readonly denseBytes: number;
    /** `denseBytes` over `bytes`; 0 where nothing was sent. */
    readonly compressionRatio: number;
  };
}
