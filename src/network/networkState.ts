import type { NetworkSpec } from './spec.ts';
import type { Masks, Weights } from './weights.ts';

/** A network as a snapshot holds it. */
export interface NetworkState {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly masks: Masks;
}
