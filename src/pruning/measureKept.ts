import { countMacs } from '../network/countMacs.ts';
import { isTrained, listWeights, sizeOf } from '../network/listWeights.ts';
import type { NetworkSpec } from '../network/spec.ts';
import { computeBitmapBytes, computeDenseBytes } from '../network/storageBytes.ts';
import type { Masks } from '../network/weights.ts';
import { countOnes } from './unitPool.ts';

/** What a budget can be set for, as shares of the dense network's. */
export interface KeptShares {
  /** Weights of layers, biases and normalisations not counted. */
  readonly weights: number;
  /** Multiply-accumulates whose weight is kept. */
  readonly macs: number;
  /** Bytes of all parameters, layers as bitmaps: one bit a weight and 4 bytes a kept one. */
  readonly bytes: number;
}

/** A function that counts what masks leave of a network. */
export function createKeptMeter(spec: NetworkSpec): (masks: Masks) => KeptShares {
  const macs = countMacs(spec);
  const slots = listWeights(spec)
    .filter(({ role }) => isTrained(role))
    .map(({ name, node, role, shape }) => ({ name, node, role, size: sizeOf(shape) }));
  const sum = (pick: (slot: (typeof slots)[number]) => number) =>
    slots.reduce((total, slot) => total + pick(slot), 0);
  const allWeights = sum(({ role, size }) => (role === 'weight' ? size : 0));
  const allMacs = sum(({ role, node }) => (role === 'weight' ? macs.get(node)! : 0));
  const allBytes = computeDenseBytes({ weights: sum(({ size }) => size) });
  return (masks) => {
    let [weights, effectiveMacs, bytes] = [0, 0, 0];
    for (const { name, node, role, size } of slots) {
      const mask = masks[name];
      const kept = mask ? countOnes(mask) : size;
      if (role !== 'weight') {
        bytes += computeDenseBytes({ weights: kept });
        continue;
      }
      bytes += computeBitmapBytes({ weights: size, nonzero: kept });
      weights += kept;
      effectiveMacs += macs.get(node)! * (kept / size);
    }
    return { weights: weights / allWeights, macs: effectiveMacs / allMacs, bytes: bytes / allBytes };
  };
}
