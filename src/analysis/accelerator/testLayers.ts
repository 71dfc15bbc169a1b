import { createRandom } from '../../base/random.ts';
import type { EncodedColumns, Matrix } from './encodedColumns.ts';

/** A matrix whose entries are kept at random, each with chance `density`, in ±1. For tests. */
export function createRandomMatrix(rows: number, columns: number, density: number, seed: number): Matrix {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: rows * columns }, () =>
    random.uniform() < density ? random.uniform() * 2 - 1 : 0,
  );
  return { rows, columns, values };
}

/** Activations above 0 with chance `density`, 0 otherwise. For tests. */
export function createRandomActivations(columns: number, density: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: columns }, () =>
    random.uniform() < density ? 1 - random.uniform() / 2 : 0,
  );
}

/** What happened in one cycle, as `simulateByCycle` saw it. */
export interface SeenCycle {
  readonly stalled: boolean;
  /** `[PEs]` */
  readonly busy: readonly boolean[];
  /** `[PEs]`: activations in the queue when the cycle begins. */
  readonly queued: readonly number[];
}

/** The accelerator with real queues, stepped through cycle by cycle: what computeSchedule must agree with. For tests. */
export function simulateByCycle(
  { parts }: EncodedColumns,
  activations: ArrayLike<number>,
  queueDepth: number,
): readonly SeenCycle[] {
  const waiting = Array.from({ length: activations.length }, (_, column) => column).filter(
    (column) => activations[column] !== 0,
  );
  const queues = parts.map((): { next: number; readonly end: number }[] => []);
  const seen: SeenCycle[] = [];
  while (waiting.length > 0 || queues.some((queue) => queue.length > 0)) {
    const queued = queues.map((queue) => queue.length);
    const isFull = queued.some((length) => length >= queueDepth);
    const busy = queues.map((queue) => {
      const head = queue[0];
      if (!head) return false;
      const hasEntry = head.next < head.end;
      head.next++;
      if (head.next >= head.end) queue.shift();
      return hasEntry;
    });
    seen.push({ stalled: waiting.length > 0 && isFull, busy, queued });
    if (waiting.length === 0 || isFull) continue;
    const column = waiting.shift()!;
    for (const [pe, { pointers }] of parts.entries()) {
      queues[pe]!.push({ next: pointers[column]!, end: pointers[column + 1]! });
    }
  }
  return seen;
}
