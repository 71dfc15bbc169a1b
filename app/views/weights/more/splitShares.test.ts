import { describe, expect, it } from 'vitest';
import { splitShares } from './splitShares.ts';

describe('splitShares', () => {
  it('tells the middle half from the outermost ring', () => {
    const values = Array.from({ length: 64 }, (_, index) => {
      const [row, column] = [Math.floor(index / 8), index % 8];
      const edge = Math.min(row, column, 7 - row, 7 - column);
      return [0.1, 0.5, 0.8, 0.8][edge]!;
    });
    const { centre, border } = splitShares(values, 8, 8)!;
    expect([centre, border]).toEqual([expect.closeTo(0.8, 9), expect.closeTo(0.1, 9)]);
  });

  it('has nothing to say of a kernel', () => {
    expect(splitShares(new Array(25).fill(1), 5, 5)).toBeUndefined();
  });
});
