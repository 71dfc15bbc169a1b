import type { EncodedColumns } from './encodedColumns.ts';
import { requireWhole } from './requireWhole.ts';

/** What broadcast activations give PEs to do. */
export interface Work {
  readonly peCount: number;
  /** `[activations, PEs]`: entries of the activation's column in the PE's part. */
  readonly entries: Uint32Array;
}

/** When everything happens, in cycles from 0. */
export interface Schedule {
  /** Until the last PE is done; 0 where nothing is broadcast. */
  readonly cycles: number;
  /** Cycles in which an activation waited to be broadcast because some PE's queue was full. */
  readonly stalls: number;
  /** `[activations]`: the cycle of the broadcast. */
  readonly broadcasts: Uint32Array;
  /** `[activations, PEs]`: the first cycle in which the PE works on the activation. */
  readonly starts: Uint32Array;
}

/** Cycles a PE spends on a column of which it has `entries`: an empty one still costs the look-up of its pointers. */
export function toCycles(entries: number): number {
  return Math.max(1, entries);
}

/** Counts the entries that each PE has of some columns, in the order given. */
export function countWork({ parts }: EncodedColumns, columns: ArrayLike<number>): Work {
  const peCount = parts.length;
  const entries = new Uint32Array(columns.length * peCount);
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index]!;
    for (let pe = 0; pe < peCount; pe++) {
      const { pointers } = parts[pe]!;
      entries[index * peCount + pe] = pointers[column + 1]! - pointers[column]!;
    }
  }
  return { peCount, entries };
}

/**
 * Computes when each activation is broadcast and when each PE works on it (Han et al. 2016, §IV).
 *
 * One activation is broadcast a cycle, unless some PE has `queueDepth` of them in its queue. It can be worked on from
 * the next cycle on, keeps its place in the queue while it is, and leaves it with its last cycle; the place can be taken
 * in the cycle after. With w the cycles of PE k for activation i: bᵢ = max(bᵢ₋₁ + 1, maxₖ eₖ,ᵢ₋depth),
 * sₖ,ᵢ = max(bᵢ + 1, eₖ,ᵢ₋₁), eₖ,ᵢ = sₖ,ᵢ + wₖ,ᵢ, so that no cycle need be stepped through.
 *
 * Throws `step-impossible` for a `queueDepth` below 1.
 */
export function computeSchedule({ peCount, entries }: Work, queueDepth: number): Schedule {
  requireWhole('queue depth', queueDepth);
  const count = entries.length / peCount;
  const broadcasts = new Uint32Array(count);
  const starts = new Uint32Array(entries.length);
  const ends = new Uint32Array(peCount);
  // When the slowest PE has worked off an activation, and with it all before.
  const allDone = new Uint32Array(count);
  let broadcast = -1;
  for (let index = 0; index < count; index++) {
    broadcast = Math.max(broadcast + 1, index >= queueDepth ? allDone[index - queueDepth]! : 0);
    broadcasts[index] = broadcast;
    let latest = 0;
    for (let pe = 0; pe < peCount; pe++) {
      const at = index * peCount + pe;
      const start = Math.max(broadcast + 1, ends[pe]!);
      const end = start + toCycles(entries[at]!);
      starts[at] = start;
      ends[pe] = end;
      if (end > latest) latest = end;
    }
    allDone[index] = latest;
  }
  return { cycles: allDone.at(-1) ?? 0, stalls: broadcast + 1 - count, broadcasts, starts };
}
