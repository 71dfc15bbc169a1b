import { describe, expect, it } from 'vitest';
import { centreInk, FASHION_RULE, type Ink } from './centreInk.ts';

/** Ink of 255 where `isInk` says so. */
function draw(width: number, height: number, isInk: (x: number, y: number) => boolean): Ink {
  const values = Uint8Array.from({ length: width * height }, (_, i) =>
    isInk(i % width, Math.floor(i / width)) ? 255 : 0,
  );
  return { width, height, values };
}

/** First and last column and row with ink. */
function boxOf(pixels: Uint8Array, size = 28) {
  const inked = [...pixels.entries()].filter(([, value]) => value > 0).map(([i]) => i);
  const columns = inked.map((i) => i % size);
  const rows = inked.map((i) => Math.floor(i / size));
  return [Math.min(...columns), Math.max(...columns), Math.min(...rows), Math.max(...rows)];
}

function massOf(pixels: Uint8Array, size = 28) {
  let [sum, x, y] = [0, 0, 0];
  for (const [i, value] of pixels.entries()) {
    sum += value;
    x += value * ((i % size) + 0.5);
    y += value * (Math.floor(i / size) + 0.5);
  }
  return [x / sum, y / sum] as const;
}

describe('centreInk', () => {
  it('fits a bar of 80 by 20 into 20 by 5, in the middle of 28 by 28', () => {
    const pixels = centreInk(draw(200, 100, (x, y) => x >= 110 && x < 190 && y >= 5 && y < 25))!;
    expect(pixels).toHaveLength(784);
    // 14 − 2.5 = 11.5 is rounded up to row 12.
    expect(boxOf(pixels)).toEqual([4, 23, 12, 16]);
    expect(pixels.filter((value) => value === 255)).toHaveLength(100);
  });

  it('enlarges small ink to the same box', () => {
    expect(boxOf(centreInk(draw(50, 50, (x, y) => x < 2 && y < 4))!)).toEqual([9, 18, 4, 23]);
  });

  it('puts the centre of mass, not of the box, in the middle', () => {
    // A foot of 40 by 8 under a stem of 8 by 32: mass lies low and to the left.
    const corner = draw(60, 60, (x, y) => (x < 8 && y < 40) || (x < 40 && y >= 32 && y < 40));
    const pixels = centreInk(corner)!;
    // Of 20 by 20: stem 4 × 16, foot 20 × 4. Mass at x = (64 · 2 + 80 · 10) / 144 = 6.44, y = (64 · 8 + 80 · 18) / 144 = 13.56.
    expect(boxOf(pixels)).toEqual([8, 27, 0, 19]);
    const [x, y] = massOf(pixels);
    expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5);
  });

  it('loses no ink at the edge', () => {
    // A heavy block on the left and a thin tail to the right would be shifted beyond the edge.
    const pixels = centreInk(draw(100, 30, (x, y) => (x < 20 && y < 30) || (y === 15 && x < 100)))!;
    const [left, right] = boxOf(pixels);
    expect(right! - left!).toBe(19);
    expect(right).toBeLessThanOrEqual(27);
  });

  it('makes thin lines grey, and the strongest ink 255', () => {
    const pixels = centreInk(
      draw(200, 200, (x, y) => x === y || (x >= 90 && x < 130 && y >= 90 && y < 130)),
    )!;
    // A line one pixel wide covers a tenth of each block of 10 by 10: 25.5, a little less in single precision.
    expect([...new Set(pixels)].sort((a, b) => a - b)).toEqual([0, 25, 255]);
  });

  it('fills the whole picture where the data set does', () => {
    expect(
      boxOf(
        centreInk(
          draw(50, 50, (x, y) => x < 10 && y < 20),
          FASHION_RULE,
        )!,
      ),
    ).toEqual([7, 20, 0, 27]);
  });

  it('makes nothing of nothing', () => {
    expect(centreInk(draw(10, 10, () => false))).toBeUndefined();
  });
});
