import { describe, expect, it } from 'vitest';
import { computeApoz } from './computeApoz.ts';

describe('computeApoz', () => {
  it('divides zeros by outputs, and takes mean and population deviation over the kept channels', () => {
    const zeroCount = { node: 'relu1', zeros: Float64Array.of(10, 50, 40, 100), observed: 100 };
    const apoz = computeApoz('conv1', 25, zeroCount, Uint8Array.of(1, 0, 1, 1));
    expect(apoz).toMatchObject({ layer: 'conv1', node: 'relu1', images: 25, apoz: [0.1, 1, 0.4, 1] });
    expect(apoz.mean).toBeCloseTo(0.5, 12);
    expect(apoz.standardDeviation).toBeCloseTo(Math.sqrt((0.16 + 0.01 + 0.25) / 3), 12);
  });
});
