import type { Paper } from '../../network/paper.ts';
import type { Codec } from './encoding/codec.ts';

export const EXCHANGE_RULE_IDS = ['dense', 'proportion', 'threshold', 'terngrad', 'dgc'] as const;
export type ExchangeRuleId = (typeof EXCHANGE_RULE_IDS)[number];

/** What a rule may depend on besides gradients; each rule reads what it needs. */
export interface RuleOptions {
  /** Of the optimizer; 0 to below 1. */
  readonly momentum: number;
  /** Each worker applies the momentum to its own gradients before it holds some back. */
  readonly momentumCorrection: boolean;
  /** Momentum is forgotten where something was sent. */
  readonly factorMasking: boolean;
  /** Of the random numbers of this worker and tensor. */
  readonly seed: number;
}

/** One worker's side of one tensor. Owns what it holds back. */
export interface Sender {
  /**
   * Takes a gradient `[size]`, which stays as it is, and fills `sent` `[size]` with what goes out, 0 where nothing does.
   * `sparsity` is the share to hold back, 0 to below 1; rules without one leave it aside.
   */
  send(gradient: Float32Array, sparsity: number, sent: Float32Array): void;
  /** `[size]`, what is held back until a later step; absent where a rule holds nothing back. */
  readonly residual?: Float32Array;
}

/** How workers that train one network together tell each other their gradients. */
export interface ExchangeRule {
  readonly id: ExchangeRuleId;
  readonly paper: Paper;
  /** What messages are made of. */
  readonly codec: Codec;
  /** True where the workers apply momentum themselves, so that none is applied to what they sent. */
  ownsMomentum(options: Pick<RuleOptions, 'momentumCorrection'>): boolean;
  /** Creates the Sender of one tensor of `size` values. */
  create(options: RuleOptions, size: number): Sender;
}
