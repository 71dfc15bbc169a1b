import { countMacs } from '../../src/network/countMacs.ts';
import type { NetworkSpec } from '../../src/network/spec.ts';

/** Multiply-accumulates of one training step: forward, gradients of all weights, and of all inputs but the images. */
export function countStepMacs(spec: NetworkSpec, batch: number): number {
  const layers = [...countMacs(spec).values()];
  const forward = layers.reduce((sum, macs) => sum + macs, 0);
  return batch * (3 * forward - layers[0]!);
}
