import { computeSchedule, countWork } from './computeSchedule.ts';
import type { EncodedColumns } from './encodedColumns.ts';
import { computeLoadBalance, toShare } from './loadBalance.ts';
import { listNonzero, requireActivations } from './simulateLayer.ts';

/** A layer at one depth of the activation queues. */
export interface QueueDepthRow {
  /** Activations that fit in a PE's queue. */
  readonly depth: number;
  readonly cycles: number;
  /** 1 − bubble cycles / total, 0…1; 1 where there are no cycles. */
  readonly loadBalance: number;
  /** Share of the cycles in which the broadcast waits, 0…1. */
  readonly stallShare: number;
}

/** Simulates a layer's timing at several depths of the activation queues (Han et al. 2016, Fig. 8). */
export function sweepQueueDepth(
  encoded: EncodedColumns,
  activations: ArrayLike<number>,
  depths: readonly number[],
): readonly QueueDepthRow[] {
  requireActivations(encoded, activations.length);
  const work = countWork(encoded, listNonzero(activations));
  const entries = work.entries.reduce((sum, count) => sum + count, 0);
  return depths.map((depth) => {
    const { cycles, stalls } = computeSchedule(work, depth);
    return {
      depth,
      cycles,
      loadBalance: computeLoadBalance(entries, work.peCount, cycles),
      stallShare: toShare(stalls, cycles),
    };
  });
}
