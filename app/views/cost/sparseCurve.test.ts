import { describe, expect, it } from 'vitest';
import type { LayerSparseSpeed } from '../../../src/index.ts';
import { fromHalvings, judgeSparse, listDomains, toHalvings } from './sparseCurve.ts';

const time = (sparsity: number, medianMs: number) => ({
  sparsity,
  kept: 1,
  medianMs,
  lowMs: medianMs,
  highMs: medianMs * 1.5,
  gmacsPerSecond: 1,
  speedUp: 2 / medianMs,
});
const SPEED = {
  dense: { medianMs: 2, lowMs: 2, highMs: 2, gmacsPerSecond: 1 },
  points: [time(0, 8), time(0.75, 2), time(0.9375, 1)],
  present: time(0.5, 4),
  breakEvenSparsity: 0.75,
} as unknown as LayerSparseSpeed;

describe('sparse curves', () => {
  it('takes as much room for each halving of the kept weights, and comes back', () => {
    expect([0, 0.5, 0.75, 0.875].map(toHalvings)).toEqual([0, 1, 2, 3]);
    expect(fromHalvings(toHalvings(0.98))).toBeCloseTo(0.98);
  });

  it('holds every point and its spread, a stray run cut off', () => {
    const { x, y } = listDomains(SPEED);
    expect(x[1]).toBeGreaterThanOrEqual(4);
    expect(y).toEqual([0, 4]);
    const stray = { ...SPEED, present: { ...SPEED.present, highMs: 1000 } };
    expect(listDomains(stray).y[1]).toBe(4);
  });

  it('tells faster from slower only where the spreads are apart', () => {
    expect(judgeSparse(SPEED)).toBe('paysNot');
    expect(judgeSparse({ ...SPEED, present: time(0.9, 1) })).toBe('pays');
    expect(judgeSparse({ ...SPEED, present: time(0.9, 1.8) })).toBe('unclear');
  });
});
