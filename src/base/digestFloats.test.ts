import { describe, expect, it } from 'vitest';
import { digestFloats } from './digestFloats.ts';
import { createRandom } from './random.ts';

const random = createRandom(3);
const values = Float32Array.from({ length: 500 }, () => random.normal());

describe('digestFloats', () => {
  it('gives equal values equal names, wherever they lie', () => {
    const buffer = new Float32Array(600);
    buffer.set(values, 40);
    expect(digestFloats(buffer.subarray(40, 540))).toBe(digestFloats(values));
    expect(digestFloats(values.slice())).toBe(digestFloats(values));
  });

  it('tells apart arrays that differ in one value, in order, in length or in the sign of a zero', () => {
    const names = new Set([digestFloats(values), digestFloats(values.subarray(1))]);
    for (let index = 0; index < values.length; index++) {
      const zeroed = values.slice();
      zeroed[index] = 0;
      names.add(digestFloats(zeroed));
    }
    names.add(digestFloats(values.toReversed()));
    expect(names.size).toBe(values.length + 3);
    expect(digestFloats(new Float32Array(2))).not.toBe(digestFloats(new Float32Array(3)));
    expect(digestFloats(Float32Array.of(-0))).not.toBe(digestFloats(Float32Array.of(0)));
  });
});
