import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { selectLargest } from '../selectLargest.ts';
import { WARM_UP_SPARSITIES } from '../warmUp.ts';
import type { Codec } from './codec.ts';
import { DENSE_CODEC } from './denseCodec.ts';
import { RUN_CODEC } from './runCodec.ts';
import { SIGN_CODEC } from './signCodec.ts';
import { TERNARY_CODEC } from './ternaryCodec.ts';

/** The message of some values, and what it says. */
function passOn(codec: Codec, values: Float32Array) {
  const message = new DataView(new ArrayBuffer(codec.maxBytes(values.length)));
  const bytes = codec.encode(values, message);
  const sums = new Float32Array(values.length);
  codec.addTo(new DataView(message.buffer, 0, bytes), sums);
  return { bytes, sums, message: new Uint8Array(message.buffer, 0, bytes) };
}

/** Values of which about a share is not 0, as `draw` makes them. */
function createValues(seed: number, size: number, density: number, draw: (random: number) => number) {
  const random = createRandom(seed);
  return Float32Array.from({ length: size }, () => (random.uniform() < density ? draw(random.uniform()) : 0));
}

const CASES = [
  ['dense', DENSE_CODEC, (x: number) => x - 0.5],
  ['runs', RUN_CODEC, (x: number) => x - 0.5],
  ['signs', SIGN_CODEC, (x: number) => (x < 0.3 ? 0.125 : -3.5)],
  ['ternary', TERNARY_CODEC, (x: number) => (x < 0.5 ? 0.75 : -0.75)],
] as const;

describe.each(CASES)('messages of %s', (_name, codec, draw) => {
  it('say what was put in, whatever the size and density', () => {
    for (const [seed, size] of [0, 1, 2, 3, 5, 8, 17, 500].entries()) {
      for (const density of [0, 0.01, 0.2, 0.5, 1]) {
        const values = createValues(seed, size, density, draw);
        const { bytes, sums } = passOn(codec, values);
        expect([...sums]).toEqual([...values]);
        expect(bytes).toBeLessThanOrEqual(codec.maxBytes(size));
      }
    }
  });

  it('add to what is there', () => {
    const values = createValues(9, 40, 0.3, draw);
    const message = new DataView(new ArrayBuffer(codec.maxBytes(40)));
    const bytes = codec.encode(values, message);
    const sums = new Float32Array(40).fill(2);
    codec.addTo(new DataView(message.buffer, 0, bytes), sums);
    expect([...sums]).toEqual([...values.map((value) => value + 2)]);
  });
});

describe('runs of zeros', () => {
  it('are laid out as 16 bits of zeros and 32 of value', () => {
    const { message } = passOn(RUN_CODEC, Float32Array.of(0, 0, 1, 0, 0, 0, 0, 0, -2, 0));
    // 1 is 0x3f800000, −2 is 0xc0000000.
    expect([...message]).toEqual([2, 0, 0, 0, 0x80, 0x3f, 5, 0, 0, 0, 0, 0xc0]);
  });

  it('of 65,536 become fillers, those behind the last value nothing', () => {
    const sizes = [
      [65_535, 6],
      [65_536, 12],
      [131_071, 12],
      [131_072, 18],
    ] as const;
    for (const [zeros, expected] of sizes) {
      const values = new Float32Array(zeros + 70_000);
      values[zeros] = 5;
      const { bytes, sums } = passOn(RUN_CODEC, values);
      expect(bytes).toBe(expected);
      expect(sums[zeros]).toBe(5);
      expect(sums.filter((value) => value !== 0)).toHaveLength(1);
    }
  });

  it('take the bytes that the sparsities of the warm-up promise', () => {
    const size = 64_000;
    const dense = createValues(3, size, 1, (x) => x + 0.1);
    const ratios = WARM_UP_SPARSITIES.map((sparsity) => {
      const picked = new Float32Array(size);
      selectLargest(dense, Math.round((1 - sparsity) * size), picked);
      return (4 * size) / passOn(RUN_CODEC, picked).bytes;
    });
    expect(ratios.map((ratio) => Number(ratio.toFixed(2)))).toEqual([2.67, 10.67, 42.67, 166.67, 666.67]);
  });

  it('give way to plain values where two thirds or more are sent', () => {
    const values = createValues(5, 300, 1, (x) => x + 1);
    expect(passOn(RUN_CODEC, values).bytes).toBe(1200);
    const picked = new Float32Array(300);
    selectLargest(values, 199, picked);
    expect(passOn(RUN_CODEC, picked).bytes).toBe(199 * 6);
    selectLargest(values, 200, picked);
    expect(passOn(RUN_CODEC, picked).bytes).toBe(1200);
  });
});

it('a ternary message has two bits a value and its scaler', () => {
  const { message, bytes } = passOn(TERNARY_CODEC, Float32Array.of(1, 0, -1, 1, 0, -1));
  expect(bytes).toBe(6);
  expect([...message]).toEqual([0, 0, 0x80, 0x3f, 0b01_10_00_01, 0b10_00]);
});

it('a message of signs has two means and a word for each entry', () => {
  const { message } = passOn(SIGN_CODEC, Float32Array.of(0, 1, 0, 0, 0, 0, -2));
  expect([...message]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 3, 0, 0, 0, 12, 0, 0, 0]);
});
