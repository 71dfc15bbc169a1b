import { describe, expect, it } from 'vitest';
import { computeExpectedEntries, computeExpectedFillers } from './expectedFillers.ts';
import { createPlaceCounter, listEntries } from './listEntries.ts';
import { createRandomMatrix, listTestMatrices } from './testMatrices.ts';

describe('listEntries', () => {
  it('gives the column of EIE its values 1, 2, 0, 3 and gaps 2, 0, 15, 2 (METHODS E9)', () => {
    const column = Float32Array.of(0, 0, 1, 2, ...new Array<number>(18).fill(0), 3);
    const { gaps, places } = listEntries(column, 4);
    expect([...gaps]).toEqual([2, 0, 15, 2]);
    expect(Array.from(places, (place) => column[place])).toEqual([1, 2, 0, 3]);
  });

  it('needs a filler from 2^bits zeros on', () => {
    const behind = (zeros: number) => listEntries(Float32Array.of(...new Array<number>(zeros).fill(0), 1), 3);
    expect([...behind(7).gaps]).toEqual([7]);
    expect([...behind(8).gaps]).toEqual([7, 0]);
    expect([...behind(15).gaps]).toEqual([7, 7]);
    expect([...behind(16).gaps]).toEqual([7, 7, 0]);
  });

  it('places every non-zero, and fillers on zeros alone, with every number of bits', () => {
    for (const [name, { values }] of listTestMatrices()) {
      for (let bits = 1; bits <= 8; bits++) {
        const { gaps, places } = listEntries(values, bits);
        const toPlace = createPlaceCounter(values.length);
        expect(Array.from(gaps, toPlace), name).toEqual([...places]);
        const nonzeros = [...values.keys()].filter((place) => values[place] !== 0);
        expect(
          [...places].filter((place) => values[place] !== 0),
          name,
        ).toEqual(nonzeros);
        expect(gaps.every((gap) => gap < 2 ** bits)).toBe(true);
      }
    }
  });

  it('refuses numbers of bits that a gap cannot have', () => {
    for (const bits of [0, 9, 4.5]) expect(() => listEntries(Float32Array.of(1), bits)).toThrowError(/bits/);
  });

  it('does not count beyond the matrix', () => {
    const toPlace = createPlaceCounter(4);
    expect(toPlace(3)).toBe(3);
    expect(() => toPlace(0)).toThrowError(expect.objectContaining({ code: 'invalid-weights' }));
  });
});

describe('computeExpectedFillers', () => {
  it.each([
    // 5 bits at 8 %, and the padding of EIE's 4 bits at 9, 4 and 25 % (METHODS §2.6).
    [0.08, 5, 0.0745],
    [0.09, 4, 0.284],
    [0.04, 4, 1.085],
    [0.25, 4, 0.01],
  ])('gives for density %f and %i bits %f', (density, bits, fillers) => {
    expect(Math.abs(computeExpectedFillers(density, bits) - fillers)).toBeLessThan(0.0006);
  });

  it('is 0 for a full and for an empty matrix', () => {
    expect(computeExpectedFillers(1, 4)).toBe(0);
    expect(computeExpectedEntries({ weights: 100, nonzero: 0 }, 4)).toBe(0);
    expect(computeExpectedEntries({ weights: 0, nonzero: 0 }, 4)).toBe(0);
  });

  it.each([
    [0.02, 4],
    [0.08, 3],
    [0.08, 4],
    [0.08, 5],
    [0.3, 2],
  ])('is what random matrices of density %f need with %i bits, within 3 %%', (density, bits) => {
    const nonzero = density * 200_000;
    const { values } = createRandomMatrix({ rows: 200, inputs: 1000, taps: 1 }, nonzero, 3);
    const fillers = listEntries(values, bits).gaps.length - nonzero;
    expect(Math.abs(fillers / nonzero / computeExpectedFillers(density, bits) - 1)).toBeLessThan(0.03);
  });
});
