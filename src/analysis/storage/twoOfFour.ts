import { createBitReader } from './bitReader.ts';
import { createBitWriter } from './bitWriter.ts';
import { SPARSE_TENSOR_CORES } from './papers.ts';
import { countWeights, type MatrixShape, type StorageFormat, toWords } from './storageFormat.ts';

/** Where the four values of each group lie: consecutive inputs at one tap of one row. */
function* listGroups({ rows, inputs, taps }: MatrixShape): Generator<readonly number[]> {
  for (let row = 0; row < rows; row++) {
    for (let tap = 0; tap < taps; tap++) {
      for (let first = 0; first < inputs; first += 4) {
        yield [0, 1, 2, 3].map((member) => (row * inputs + first + member) * taps + tap);
      }
    }
  }
}

/** The two members of a group that are stored, rising: the non-zeros, and the first zeros where there are fewer. */
function selectMembers(group: readonly number[], values: Float32Array): readonly number[] {
  const members = [0, 1, 2, 3];
  const isZero = (member: number) => values[group[member]!] === 0;
  const zeros = members.filter(isZero);
  const nonzeros = members.filter((member) => !isZero(member));
  return [...nonzeros, ...zeros].slice(0, 2).sort((a, b) => a - b);
}

/**
 * Two values of each four consecutive inputs, and for each of them in two bits which of the four it is: 2 · 32 + 2 · 2 bits
 * for 4 · 32, or .53125. All values first, then all bits, as hardware reads them.
 */
export const TWO_OF_FOUR: StorageFormat = {
  id: 'twoOfFour',
  paper: SPARSE_TENSOR_CORES,
  lossless: true,
  maybeRefusal(matrix) {
    if (matrix.inputs % 4 !== 0) return 'inputs-not-by-four';
    for (const group of listGroups(matrix)) {
      if (group.filter((place) => matrix.values[place] !== 0).length > 2) return 'not-two-of-four';
    }
    return undefined;
  },
  encode({ values, ...shape }) {
    const writer = createBitWriter();
    const words = toWords(values);
    const chosen = Array.from(listGroups(shape), (group) => ({
      group,
      members: selectMembers(group, values),
    }));
    for (const { group, members } of chosen) {
      for (const member of members) writer.write(words[group[member]!]!, 32);
    }
    for (const { members } of chosen) for (const member of members) writer.write(member, 2);
    return { bytes: writer.toBytes(), shape, entries: values.length / 2 };
  },
  decode({ bytes, shape }) {
    const size = countWeights(shape);
    const numbers = createBitReader(bytes);
    const members = createBitReader(bytes.subarray(2 * size));
    const values = new Float32Array(size);
    const words = toWords(values);
    for (const group of listGroups(shape)) {
      for (let stored = 0; stored < 2; stored++) words[group[members.read(2)]!] = numbers.read(32);
    }
    return values;
  },
  computeExpectedBytes: ({ weights }) => Math.ceil(((weights / 4) * 68) / 8),
};
