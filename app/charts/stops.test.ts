import { describe, expect, it } from 'vitest';
import { findNearestStop, moveStop } from './stops.ts';

/** Two series of three points, the second below the first. */
const STOPS = [0, 1].flatMap((lane) =>
  [10, 20, 30].map((x) => ({ x, y: 100 + 50 * lane, lane, text: `${lane} at ${x}` })),
);

describe('findNearestStop', () => {
  it('looks along x and lets y decide between stops above each other', () => {
    expect(findNearestStop(STOPS, 19, 149, 'x')).toBe(4);
    expect(findNearestStop(STOPS, 19, 101, 'x')).toBe(1);
  });

  it('looks along y for rows', () => {
    expect(findNearestStop(STOPS, 11, 140, 'y')).toBe(3);
  });

  it('finds nothing where there is nothing', () => {
    expect(findNearestStop([], 1, 1, 'xy')).toBe(-1);
  });
});

describe('moveStop', () => {
  it('goes through the stops with left and right and stops at the ends', () => {
    expect(moveStop(STOPS, null, 'ArrowRight')).toBe(0);
    expect(moveStop(STOPS, 0, 'ArrowRight')).toBe(1);
    expect(moveStop(STOPS, 0, 'ArrowLeft')).toBe(0);
    expect(moveStop(STOPS, 5, 'ArrowRight')).toBe(5);
    expect(moveStop(STOPS, 2, 'Home')).toBe(0);
    expect(moveStop(STOPS, 2, 'End')).toBe(5);
  });

  it('goes to the nearest stop of the next series with up and down', () => {
    expect(moveStop(STOPS, 1, 'ArrowDown')).toBe(4);
    expect(moveStop(STOPS, 4, 'ArrowUp')).toBe(1);
    expect(moveStop(STOPS, 1, 'ArrowUp')).toBe(1);
  });

  it('leaves other keys and empty charts alone', () => {
    expect(moveStop(STOPS, 1, 'Tab')).toBeUndefined();
    expect(moveStop([], null, 'ArrowRight')).toBeUndefined();
  });
});
