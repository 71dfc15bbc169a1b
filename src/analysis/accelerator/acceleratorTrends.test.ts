import { describe, expect, it } from 'vitest';
import { computePeakGops, EIE_PE_COUNT } from './accelerator.ts';
import { encodeColumns } from './encodeColumns.ts';
import { simulateLayer } from './simulateLayer.ts';
import { sweepQueueDepth } from './sweepQueueDepth.ts';
import { createRandomActivations, createRandomMatrix } from './testLayers.ts';

/** 9 % of the weights and 35 % of the activations on 64 PEs; fewer columns only make the run shorter. */
function createLayer(rows: number, columns = 1024) {
  const encoded = encodeColumns(createRandomMatrix(rows, columns, 0.09, 7), EIE_PE_COUNT);
  return { encoded, activations: createRandomActivations(columns, 0.35, 8) };
}

describe('what was published of EIE', () => {
  const { encoded, activations } = createLayer(4096);
  const depths = sweepQueueDepth(encoded, activations, [1, 2, 4, 8, 16, 32, 256]);
  const balanceAt = (depth: number) => depths.find((row) => row.depth === depth)!.loadBalance;

  it('has the published peak of 102 GOP/s', () => {
    expect(computePeakGops(64)).toBeCloseTo(102.4, 12);
  });

  it('idles about half of the time with room for one activation', () => {
    expect(balanceAt(1)).toBeGreaterThan(0.4);
    expect(balanceAt(1)).toBeLessThan(0.6);
  });

  it('gains much up to a depth of 8 and little beyond', () => {
    expect(balanceAt(8) - balanceAt(1)).toBeGreaterThan(0.3);
    expect(balanceAt(256) - balanceAt(8)).toBeLessThan(0.1);
    const gains = [2, 4, 8, 16, 32].map((depth) => balanceAt(depth) - balanceAt(depth / 2));
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
  });

  it('takes about a tenth more than the theoretical time at a depth of 8', () => {
    const { cycles, theoreticalCycles } = simulateLayer(encoded, activations, { queueDepth: 8 });
    expect(cycles / theoreticalCycles).toBeGreaterThan(1);
    expect(cycles / theoreticalCycles).toBeLessThan(1.2);
  });

  it('balances a layer of 600 rows badly', () => {
    const few = createLayer(600);
    const [row] = sweepQueueDepth(few.encoded, few.activations, [8]);
    expect(row!.loadBalance).toBeLessThan(balanceAt(8) - 0.2);
  });
});
