import { describe, expect, it } from 'vitest';
import { computeStaircaseLayout } from './layout.ts';

const INPUT = { start: 0, values: [0.5, 0.75], room: 4, width: 254, height: 144, formatY: String };

describe('computeStaircaseLayout', () => {
  it('stays level between rounds and rises at each', () => {
    const { box, path, points } = computeStaircaseLayout(INPUT);
    expect(box).toEqual({ left: 40, top: 10, right: 240, bottom: 110 });
    expect(points).toEqual([
      { x: 90, y: 60 },
      { x: 140, y: 35 },
    ]);
    expect(path).toBe('M40,110L90,110L90,60L140,60L140,35');
  });

  it('reads a place back as round and value, held within the plot', () => {
    const { toPlace } = computeStaircaseLayout(INPUT);
    expect(toPlace(140, 35)).toEqual({ round: 2, value: 0.75 });
    expect(toPlace(-50, 500)).toEqual({ round: 1, value: 0 });
    expect(toPlace(999, -9)).toEqual({ round: 4, value: 1 });
  });
});
