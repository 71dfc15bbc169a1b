import { AppError } from '../../base/errors.ts';
import { computeSchedule, countWork } from './computeSchedule.ts';
import type { EncodedColumns } from './encodedColumns.ts';
import { computeLoadBalance, toSpeedUp } from './loadBalance.ts';
import { computeTimeline, type Timeline } from './timeline.ts';

/** What one layer costs on the accelerator for one vector of activations. */
export interface LayerSimulation {
  /** `[rows]`: W · a as the PEs' multiply-accumulates add it up, in double precision and without biases. */
  readonly outputs: Float64Array;
  /** Activations broadcast: those that are not 0. */
  readonly broadcasts: number;
  readonly cycles: number;
  /** Entries worked through by all PEs, padding among them. */
  readonly entries: number;
  readonly paddingEntries: number;
  /** Entries over PEs: the cycles if all PEs were always busy. */
  readonly theoreticalCycles: number;
  /** Cycles of all PEs in which they work on no entry. */
  readonly bubbleCycles: number;
  /** Of these, the ones spent looking up a column of which the PE has no entry. */
  readonly emptyColumnCycles: number;
  /** 1 − bubble cycles / (PEs × cycles), 0…1; 1 where there are no cycles. */
  readonly loadBalance: number;
  /** Cycles in which the broadcast waited for a full queue. */
  readonly stalls: number;
  /** `[PEs]`: cycles in which the PE works on an entry. */
  readonly peBusyCycles: readonly number[];
  /** Rows × columns / PEs: neither zeros in weights nor in activations skipped, perfectly balanced. */
  readonly denseCycles: number;
  /** The same accelerator with zeros broadcast too. */
  readonly weightsOnlyCycles: number;
  /** `denseCycles` over `cycles`; null where there are no cycles. */
  readonly speedUpDense: number | null;
  /** `weightsOnlyCycles` over `cycles`; null where there are no cycles. */
  readonly speedUpWeightsOnly: number | null;
  readonly timeline: Timeline;
}

/** The columns whose activation is not 0, rising: what leading non-zero detection finds, one a cycle. */
export function listNonzero(activations: ArrayLike<number>): readonly number[] {
  return Array.from({ length: activations.length }, (_, column) => column).filter(
    (column) => activations[column] !== 0,
  );
}

interface Multiplied {
  readonly outputs: Float64Array;
  readonly peEntries: readonly number[];
  readonly paddingEntries: number;
}

function multiply(
  { rows, parts }: EncodedColumns,
  activations: ArrayLike<number>,
  columns: readonly number[],
): Multiplied {
  const outputs = new Float64Array(rows);
  let paddingEntries = 0;
  const peEntries = parts.map(({ values, zeros, pointers }, pe) => {
    let entries = 0;
    for (const column of columns) {
      const activation = activations[column]!;
      let row = pe;
      for (let entry = pointers[column]!; entry < pointers[column + 1]!; entry++) {
        row += zeros[entry]! * parts.length;
        const value = values[entry]!;
        if (value === 0) paddingEntries++;
        else outputs[row] = outputs[row]! + value * activation;
        row += parts.length;
        entries++;
      }
    }
    return entries;
  });
  return { outputs, peEntries, paddingEntries };
}

/** Throws `invalid-network` where there is not one activation for each column. */
export function requireActivations({ columns }: { readonly columns: number }, count: number): void {
  if (count === columns) return;
  throw new AppError('invalid-network', `${count} activations for ${columns} columns (expected as many)`);
}

/**
 * Simulates one layer on an accelerator like EIE (Han et al. 2016): activations that are not 0 are broadcast one a
 * cycle, each PE queues them and works through its entries of their columns, one a cycle, padding too (see
 * computeSchedule for what happens when).
 *
 * `activations` is `[columns]`. Filling the pipeline, memories and fixed-point arithmetic are not simulated.
 */
export function simulateLayer(
  encoded: EncodedColumns,
  activations: ArrayLike<number>,
  { queueDepth }: { readonly queueDepth: number },
): LayerSimulation {
  requireActivations(encoded, activations.length);
  const peCount = encoded.parts.length;
  const columns = listNonzero(activations);
  const work = countWork(encoded, columns);
  const schedule = computeSchedule(work, queueDepth);
  const all = Array.from({ length: encoded.columns }, (_, column) => column);
  const weightsOnlyCycles = computeSchedule(countWork(encoded, all), queueDepth).cycles;
  const { outputs, peEntries, paddingEntries } = multiply(encoded, activations, columns);
  const { cycles, stalls } = schedule;
  const entries = peEntries.reduce((sum, count) => sum + count, 0);
  const denseCycles = (encoded.rows * encoded.columns) / peCount;
  return {
    outputs,
    broadcasts: columns.length,
    cycles,
    entries,
    paddingEntries,
    theoreticalCycles: entries / peCount,
    bubbleCycles: peCount * cycles - entries,
    emptyColumnCycles: work.entries.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0),
    loadBalance: computeLoadBalance(entries, peCount, cycles),
    stalls,
    peBusyCycles: peEntries,
    denseCycles,
    weightsOnlyCycles,
    speedUpDense: toSpeedUp(denseCycles, cycles),
    speedUpWeightsOnly: toSpeedUp(weightsOnlyCycles, cycles),
    timeline: computeTimeline(work, schedule),
  };
}
