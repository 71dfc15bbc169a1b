import { encodeColumns } from './encodeColumns.ts';
import type { Matrix } from './encodedColumns.ts';
import { toShare, toSpeedUp } from './loadBalance.ts';
import { simulateLayer } from './simulateLayer.ts';

/** A layer on one number of PEs. */
export interface PeCountRow {
  readonly peCount: number;
  readonly cycles: number;
  /** 1 − bubble cycles / total, 0…1; 1 where there are no cycles. */
  readonly loadBalance: number;
  /** Share of the entries worked through that are padding, 0…1: falls with more PEs, whose rows are fewer. */
  readonly paddingShare: number;
  /** Cycles of one PE over cycles; null where there are no cycles. */
  readonly speedUpOnePe: number | null;
}

/** Simulates a layer's timing on several numbers of PEs, each with queues of `queueDepth` (scalability of Han et al. 2016). */
export function sweepPeCount(
  matrix: Matrix,
  activations: ArrayLike<number>,
  { peCounts, queueDepth }: { readonly peCounts: readonly number[]; readonly queueDepth: number },
): readonly PeCountRow[] {
  const simulate = (peCount: number) =>
    simulateLayer(encodeColumns(matrix, peCount), activations, { queueDepth });
  const { cycles: cyclesOfOne } = simulate(1);
  return peCounts.map((peCount) => {
    const { cycles, loadBalance, paddingEntries, entries } = simulate(peCount);
    return {
      peCount,
      cycles,
      loadBalance,
      paddingShare: toShare(paddingEntries, entries),
      speedUpOnePe: toSpeedUp(cyclesOfOne, cycles),
    };
  });
}
