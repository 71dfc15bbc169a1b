import type { Masks, Weights } from '../network/weights.ts';
import type { Snapshot } from '../recipe/snapshot.ts';
import type { SnapshotId, SnapshotView } from './protocol.ts';

const TINY_BINS = 24;

/**
 * Kept weights of the whole net in 24 equal bins, biases left out.
 *
 * The bins span ± 3 standard deviations of the kept weights; what lies beyond is counted in the last bins.
 */
export function computeTinyHistogram(weights: Weights, masks: Masks): number[] {
  const tensors = Object.entries(weights).filter(([name]) => name.endsWith('.weight'));
  let kept = 0;
  let squares = 0;
  for (const [name, { values }] of tensors) {
    const mask = masks[name];
    for (let i = 0; i < values.length; i++) {
      if (mask && !mask[i]) continue;
      kept++;
      squares += values[i]! ** 2;
    }
  }
  const counts = new Array<number>(TINY_BINS).fill(0);
  const reach = 3 * Math.sqrt(squares / Math.max(1, kept)) || 1;
  for (const [name, { values }] of tensors) {
    const mask = masks[name];
    for (let i = 0; i < values.length; i++) {
      if (mask && !mask[i]) continue;
      const bin = Math.floor(((values[i]! + reach) / (2 * reach)) * TINY_BINS);
      counts[Math.min(TINY_BINS - 1, Math.max(0, bin))]!++;
    }
  }
  return counts;
}

/** What the page gets of a snapshot. */
export function toSnapshotView(id: SnapshotId, snapshot: Snapshot): SnapshotView {
  const { depth, spec, summary, weights, masks } = snapshot;
  return { id, depth, spec, summary, tinyHistogram: computeTinyHistogram(weights, masks) };
}
