import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { encodeColumns } from './encodeColumns.ts';
import { simulateLayer } from './simulateLayer.ts';
import { sweepPeCount } from './sweepPeCount.ts';
import { sweepQueueDepth } from './sweepQueueDepth.ts';
import { createRandomActivations, createRandomMatrix, simulateByCycle } from './testLayers.ts';

/** 4 × 3: PE 0 has rows 0 and 2, PE 1 rows 1 and 3. */
const SMALL = { rows: 4, columns: 3, values: Float32Array.of(1, 0, 2, 0, 5, 5, 5, 5, 0, 3, 0, 4) };
const ACTIVATIONS = [2, 0, -1];

function createCases(count: number) {
  const random = createRandom(21);
  return Array.from({ length: count }, (_, seed) => {
    const rows = 1 + random.integer(40);
    const columns = 1 + random.integer(25);
    const matrix = createRandomMatrix(rows, columns, random.uniform(), seed);
    const encoded = encodeColumns(matrix, 1 + random.integer(6), 1 + random.integer(4));
    const activations = createRandomActivations(columns, random.uniform(), seed + 1000);
    return { matrix, encoded, activations, queueDepth: 1 + random.integer(5) };
  });
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

describe('simulateLayer', () => {
  it('runs a small layer as on paper, with room for two activations', () => {
    // Cycle 0 broadcasts a₀, cycle 1 a₂. PE 0: cycles 1 and 2 for a₀, 3 to find no entry of a₂; PE 1 the other way round.
    expect(simulateLayer(encodeColumns(SMALL, 2), ACTIVATIONS, { queueDepth: 2 })).toEqual({
      outputs: Float64Array.of(2, -3, 4, -4),
      broadcasts: 2,
      cycles: 4,
      entries: 4,
      paddingEntries: 0,
      theoreticalCycles: 2,
      bubbleCycles: 4,
      emptyColumnCycles: 2,
      loadBalance: 0.5,
      stalls: 0,
      peBusyCycles: [2, 2],
      denseCycles: 6,
      weightsOnlyCycles: 6,
      speedUpDense: 1.5,
      speedUpWeightsOnly: 1.5,
      timeline: {
        cyclesPerBin: 1,
        busyShare: [0, 0.5, 1, 0.5],
        stallShare: [0, 0, 0, 0],
        queueLength: [0, 1, 1.5, 1],
        pesPerRow: 1,
        peBusyShare: [
          [0, 1, 1, 0],
          [0, 0, 1, 1],
        ],
      },
    });
  });

  it('lets the broadcast wait for the slowest PE with room for one', () => {
    const run = simulateLayer(encodeColumns(SMALL, 2), ACTIVATIONS, { queueDepth: 1 });
    expect(run).toMatchObject({ cycles: 6, stalls: 2, bubbleCycles: 8, loadBalance: 4 / 12 });
    expect(run.timeline.stallShare).toEqual([0, 1, 1, 0, 0, 0]);
  });

  it('spends a cycle on padding', () => {
    const matrix = { rows: 17, columns: 1, values: new Float32Array(17) };
    matrix.values[16] = 3;
    const run = simulateLayer(encodeColumns(matrix, 1), [2], { queueDepth: 1 });
    expect(run).toMatchObject({ cycles: 3, entries: 2, paddingEntries: 1, loadBalance: 2 / 3 });
    expect(run.outputs[16]).toBe(6);
  });

  it('needs no cycle where every activation is 0', () => {
    const run = simulateLayer(encodeColumns(SMALL, 2), [0, 0, 0], { queueDepth: 8 });
    expect(run).toMatchObject({ cycles: 0, stalls: 0, loadBalance: 1, speedUpDense: null });
    expect(run.speedUpWeightsOnly).toBeNull();
    expect(run.timeline.busyShare).toEqual([]);
    expect([...run.outputs]).toEqual([0, 0, 0, 0]);
  });

  it('agrees with queues stepped through cycle by cycle', () => {
    for (const { encoded, activations, queueDepth } of createCases(250)) {
      const seen = simulateByCycle(encoded, activations, queueDepth);
      const { timeline, ...run } = simulateLayer(encoded, activations, { queueDepth });
      expect(run.cycles).toBe(seen.length);
      expect(run.stalls).toBe(seen.filter(({ stalled }) => stalled).length);
      const busy = encoded.parts.map((_, pe) => seen.filter((cycle) => cycle.busy[pe]).length);
      expect(run.peBusyCycles).toEqual(busy);
      expect(run.bubbleCycles).toBe(seen.length * encoded.parts.length - sum(busy));
      expect(run.weightsOnlyCycles).toBe(
        simulateByCycle(encoded, new Float32Array(activations.length).fill(1), queueDepth).length,
      );
      for (let bin = 0; bin < timeline.busyShare.length; bin++) {
        const part = seen.slice(bin * timeline.cyclesPerBin, (bin + 1) * timeline.cyclesPerBin);
        const share = (count: number) => count / (part.length * encoded.parts.length);
        const all = (pick: (cycle: (typeof part)[number]) => number) => sum(part.map(pick));
        expect(timeline.busyShare[bin]).toBeCloseTo(
          share(all(({ busy }) => busy.filter(Boolean).length)),
          12,
        );
        expect(timeline.queueLength[bin]).toBeCloseTo(share(all(({ queued }) => sum(queued))), 12);
        expect(timeline.stallShare[bin]).toBeCloseTo(all(({ stalled }) => +stalled) / part.length, 12);
        for (const [pe, row] of timeline.peBusyShare.entries()) {
          expect(row[bin]).toBeCloseTo(all(({ busy }) => +busy[pe]!) / part.length, 12);
        }
      }
    }
  });

  it('computes the product', () => {
    for (const { matrix, encoded, activations, queueDepth } of createCases(100)) {
      const expected = new Float64Array(matrix.rows);
      for (let column = 0; column < matrix.columns; column++) {
        for (let row = 0; row < matrix.rows; row++) {
          expected[row]! += matrix.values[column * matrix.rows + row]! * activations[column]!;
        }
      }
      expect([...simulateLayer(encoded, activations, { queueDepth }).outputs]).toEqual([...expected]);
    }
  });

  it('keeps within bounds, and is never slower with deeper queues', () => {
    for (const { encoded, activations } of createCases(100)) {
      const rows = sweepQueueDepth(encoded, activations, [1, 2, 3, 5, 8, 1000]);
      const cycles = rows.map((row) => row.cycles);
      expect(cycles).toEqual([...cycles].sort((a, b) => b - a));
      const run = simulateLayer(encoded, activations, { queueDepth: 1 });
      // With room for one, nothing overlaps: the broadcast and then the slowest PE.
      let alone = 0;
      for (const [column, activation] of activations.entries()) {
        if (activation === 0) continue;
        const parts = encoded.parts.map(({ pointers }) => pointers[column + 1]! - pointers[column]!);
        alone += 1 + Math.max(1, ...parts);
      }
      expect(run.cycles).toBe(alone);
      for (const row of rows) {
        expect(row.cycles).toBeGreaterThanOrEqual(run.theoreticalCycles);
        expect(row.cycles).toBeLessThanOrEqual(run.entries + run.emptyColumnCycles + run.broadcasts);
        expect(row.loadBalance).toBeLessThanOrEqual(1);
        expect(row.loadBalance).toBeCloseTo(row.cycles === 0 ? 1 : run.theoreticalCycles / row.cycles, 12);
        if (run.entries > 0) expect(row.loadBalance).toBeGreaterThan(0);
      }
      expect(rows.at(-1)!.stallShare).toBe(0);
    }
  });

  it('puts a long run into 200 bins and many PEs into 64 rows, without losing a cycle', () => {
    const encoded = encodeColumns(createRandomMatrix(1000, 150, 0.2, 5), 150);
    const { timeline, cycles, entries, stalls } = simulateLayer(encoded, new Float32Array(150).fill(1), {
      queueDepth: 4,
    });
    expect(cycles).toBeGreaterThan(200);
    expect(timeline.cyclesPerBin).toBe(Math.ceil(cycles / 200));
    expect(timeline.pesPerRow).toBe(3);
    expect(timeline.peBusyShare).toHaveLength(50);
    const bins = timeline.busyShare.length;
    expect(bins).toBeLessThanOrEqual(200);
    const lengths = Array.from({ length: bins }, (_, bin) =>
      Math.min(timeline.cyclesPerBin, cycles - bin * timeline.cyclesPerBin),
    );
    const total = (row: readonly number[]) => sum(row.map((share, bin) => share * lengths[bin]!));
    expect(total(timeline.busyShare) * 150).toBeCloseTo(entries, 6);
    expect(sum(timeline.peBusyShare.map(total)) * 3).toBeCloseTo(entries, 6);
    expect(total(timeline.stallShare)).toBeCloseTo(stalls, 6);
  });

  it('sweeps the number of PEs', () => {
    const rows = sweepPeCount(SMALL, ACTIVATIONS, { peCounts: [1, 2, 4], queueDepth: 2 });
    // One PE: the broadcast, then its 4 entries.
    expect(rows[0]).toEqual({ peCount: 1, cycles: 5, loadBalance: 0.8, paddingShare: 0, speedUpOnePe: 1 });
    expect(rows[1]).toMatchObject({ peCount: 2, cycles: 4, loadBalance: 0.5, speedUpOnePe: 1.25 });
    expect(rows[2]!.cycles).toBe(3);
  });

  it('refuses what does not fit', () => {
    const encoded = encodeColumns(SMALL, 2);
    expect(() => simulateLayer(encoded, [1, 2], { queueDepth: 1 })).toThrow('2 activations for 3 columns');
    expect(() => simulateLayer(encoded, ACTIVATIONS, { queueDepth: 0 })).toThrow('invalid queue depth: 0');
  });
});
