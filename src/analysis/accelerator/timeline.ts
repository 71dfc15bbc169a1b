import { type Schedule, toCycles, type Work } from './computeSchedule.ts';

const MOST_BINS = 200;
const MOST_ROWS = 64;

/** How a simulated layer ran, in at most 200 bins of cycles; plain arrays, small enough to draw. */
export interface Timeline {
  /** Cycles of a bin; the last one may hold fewer. */
  readonly cyclesPerBin: number;
  /** `[bins]`: share of the PEs' cycles in which they worked on an entry, 0…1. */
  readonly busyShare: readonly number[];
  /** `[bins]`: share of the cycles in which the broadcast waited for a full queue, 0…1. */
  readonly stallShare: readonly number[];
  /** `[bins]`: activations in a queue, with the one worked on; mean over cycles and PEs. */
  readonly queueLength: readonly number[];
  /** PEs of one row of `peBusyShare`: 1 up to 64 PEs, then as many neighbours as make at most 64 rows. */
  readonly pesPerRow: number;
  /** `[rows, bins]`: share of the cycles in which the PEs of a row worked on an entry, 0…1. */
  readonly peBusyShare: readonly (readonly number[])[];
}

/** Adds to each bin how many cycles of `from` to below `to` it holds. */
function addSpan(bins: Float64Array, width: number, from: number, to: number): void {
  for (let at = from; at < to; ) {
    const bin = Math.floor(at / width);
    const end = Math.min(to, (bin + 1) * width);
    bins[bin] = bins[bin]! + end - at;
    at = end;
  }
}

/** Puts what PEs, queues and broadcast did into bins of time. */
export function computeTimeline({ peCount, entries }: Work, schedule: Schedule): Timeline {
  const { cycles, broadcasts, starts } = schedule;
  const width = Math.max(1, Math.ceil(cycles / MOST_BINS));
  const count = Math.ceil(cycles / width);
  const createBins = () => new Float64Array(count);
  const pesPerRow = Math.ceil(peCount / MOST_ROWS);
  const rows = Array.from({ length: Math.ceil(peCount / pesPerRow) }, createBins);
  const stalled = createBins();
  const queued = createBins();
  for (const [index, broadcast] of broadcasts.entries()) {
    addSpan(stalled, width, index === 0 ? 0 : broadcasts[index - 1]! + 1, broadcast);
    for (let pe = 0; pe < peCount; pe++) {
      const at = index * peCount + pe;
      const start = starts[at]!;
      addSpan(rows[Math.floor(pe / pesPerRow)]!, width, start, start + entries[at]!);
      addSpan(queued, width, broadcast + 1, start + toCycles(entries[at]!));
    }
  }
  const toMeans = (bins: Float64Array, pes: number) =>
    Array.from(bins, (sum, bin) => sum / (pes * Math.min(width, cycles - bin * width)));
  const busy = createBins().map((_, bin) => rows.reduce((sum, row) => sum + row[bin]!, 0));
  return {
    cyclesPerBin: width,
    busyShare: toMeans(busy, peCount),
    stallShare: toMeans(stalled, 1),
    queueLength: toMeans(queued, peCount),
    pesPerRow,
    peBusyShare: rows.map((row, index) => toMeans(row, Math.min(pesPerRow, peCount - index * pesPerRow))),
  };
}
