import { createRandom, type Random, shuffleInPlace } from '../../base/random.ts';
import type { LayerMatrix, MatrixShape } from './storageFormat.ts';

/** A matrix with so many normal values at random places, by the seed. For tests. */
export function createRandomMatrix(shape: MatrixShape, nonzero: number, seed: number): LayerMatrix {
  const random = createRandom(seed);
  const size = shape.rows * shape.inputs * shape.taps;
  const places = Uint32Array.from({ length: size }, (_, place) => place);
  shuffleInPlace(places, random);
  const values = new Float32Array(size);
  for (const place of places.subarray(0, nonzero)) values[place] = drawNonzero(random);
  return { ...shape, values };
}

function drawNonzero(random: Random): number {
  for (;;) {
    const value = Math.fround(random.normal() * 0.05);
    if (value !== 0) return value;
  }
}

/** A matrix with two of each four consecutive inputs at each tap, some of them 0. For tests. */
export function createTwoOfFourMatrix(shape: MatrixShape, seed: number): LayerMatrix {
  const random = createRandom(seed);
  const { rows, inputs, taps } = shape;
  const values = new Float32Array(rows * inputs * taps);
  for (let row = 0; row < rows; row++) {
    for (let tap = 0; tap < taps; tap++) {
      for (let group = 0; group < inputs; group += 4) {
        const [first, step] = [random.integer(4), 1 + random.integer(3)];
        for (const member of [first, (first + step) % 4]) {
          const value = random.uniform() < 0.1 ? 0 : drawNonzero(random);
          values[(row * inputs + group + member) * taps + tap] = value;
        }
      }
    }
  }
  return { ...shape, values };
}

/** Names and matrices to try every format on: empty, full, one element, empty rows, random ones, odd values. For tests. */
export function listTestMatrices(): readonly (readonly [string, LayerMatrix])[] {
  const of = (rows: number, inputs: number, taps: number, values: readonly number[]): LayerMatrix => ({
    rows,
    inputs,
    taps,
    values: Float32Array.from(values),
  });
  const random = createRandom(7);
  const randoms = Array.from({ length: 25 }, (_, seed) => {
    const shape = {
      rows: 1 + random.integer(12),
      inputs: 1 + random.integer(40),
      taps: [1, 4, 9][random.integer(3)]!,
    };
    const size = shape.rows * shape.inputs * shape.taps;
    const nonzero = random.integer(1 + (random.integer(2) ? size : Math.ceil(size / 20)));
    const name = `${shape.rows} × ${shape.inputs} × ${shape.taps} with ${nonzero} non-zeros`;
    return [name, createRandomMatrix(shape, nonzero, seed)] as const;
  });
  const largest = 3.4028234663852886e38;
  return [
    ['one zero', of(1, 1, 1, [0])],
    ['one value', of(1, 1, 1, [-0.5])],
    ['all zeros', of(3, 8, 1, new Array<number>(24).fill(0))],
    ['no zeros', createRandomMatrix({ rows: 5, inputs: 12, taps: 4 }, 240, 1)],
    ['equal values', of(2, 4, 1, new Array<number>(8).fill(0.25))],
    ['empty rows', of(4, 4, 1, [0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 3, 0, 0])],
    ['a value behind many zeros', of(1, 2000, 1, [...new Array<number>(1999).fill(0), 1])],
    ['a value before many zeros', of(1, 2000, 1, [1, ...new Array<number>(1999).fill(0)])],
    ['the smallest and largest numbers, and −0', of(1, 4, 1, [1.401298464324817e-45, -0, largest, -largest])],
    ['two of four', createTwoOfFourMatrix({ rows: 3, inputs: 16, taps: 9 }, 3)],
    ...randoms,
  ];
}
