import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { createBitReader } from './bitReader.ts';
import { createBitWriter } from './bitWriter.ts';
import { createSymbolReader, readCodeLengths, toCanonicalCodes, writeCodeLengths } from './canonicalCode.ts';
import { computeCodeLengths, computeEntropyBits } from './computeCodeLengths.ts';

/** Bits of all symbols by joining the two lightest again and again: each join puts one bit before all below it. */
function countHuffmanBits(counts: readonly number[]): number {
  const trees = counts.filter((count) => count > 0);
  let bits = 0;
  while (trees.length > 1) {
    trees.sort((a, b) => b - a);
    const joined = trees.pop()! + trees.pop()!;
    bits += joined;
    trees.push(joined);
  }
  return bits;
}

const RANDOM_COUNTS = Array.from({ length: 40 }, (_, seed) => {
  const random = createRandom(seed);
  const symbols = 2 ** (1 + random.integer(8));
  return Array.from({ length: symbols }, () => Math.floor(random.uniform() ** 6 * 1000));
});

const sumBits = (counts: readonly number[], lengths: Uint8Array) =>
  counts.reduce((sum, count, symbol) => sum + count * lengths[symbol]!, 0);

describe('computeCodeLengths', () => {
  it('gives the lengths of a textbook', () => {
    // Cormen et al., Introduction to Algorithms, §16.3: a to f.
    expect([...computeCodeLengths([45, 13, 12, 16, 9, 5])]).toEqual([1, 3, 3, 3, 4, 4]);
  });

  it('gives none to nobody, and one bit to the only one', () => {
    expect([...computeCodeLengths([0, 0])]).toEqual([0, 0]);
    expect([...computeCodeLengths([0, 7, 0])]).toEqual([0, 1, 0]);
  });

  it('needs as few bits as joining the two lightest does, and lies between entropy and one bit more', () => {
    for (const counts of RANDOM_COUNTS) {
      const lengths = computeCodeLengths(counts);
      const seen = counts.filter((count) => count > 0).length;
      if (seen < 2) continue;
      const bits = sumBits(counts, lengths);
      const total = counts.reduce((sum, count) => sum + count, 0);
      expect(bits).toBe(countHuffmanBits(counts));
      expect(bits / total).toBeGreaterThanOrEqual(computeEntropyBits(counts) - 1e-9);
      expect(bits / total).toBeLessThan(computeEntropyBits(counts) + 1);
      // Kraft: the code is complete.
      expect([...lengths].reduce((sum, length) => sum + (length ? 2 ** -length : 0), 0)).toBe(1);
    }
  });

  it('never needs more than codes of one length', () => {
    for (const counts of RANDOM_COUNTS) {
      const total = counts.reduce((sum, count) => sum + count, 0);
      expect(sumBits(counts, computeCodeLengths(counts))).toBeLessThanOrEqual(
        total * Math.log2(counts.length),
      );
    }
  });
});

describe('computeEntropyBits', () => {
  it('is 2 for four of equal count, 0 for one, and 0 for none', () => {
    expect(computeEntropyBits([5, 5, 0, 5, 5])).toBe(2);
    expect(computeEntropyBits([0, 9])).toBe(0);
    expect(computeEntropyBits([0, 0])).toBe(0);
  });
});

describe('toCanonicalCodes', () => {
  it('counts up from zeros by length, then by symbol', () => {
    // RFC 1951, §3.2.2.
    const codes = toCanonicalCodes(Uint8Array.of(3, 3, 3, 3, 3, 2, 4, 4)).map((bits) => bits.join(''));
    expect(codes).toEqual(['010', '011', '100', '101', '110', '00', '1110', '1111']);
  });

  it('is read back with nothing but the lengths, even codes longer than a word', () => {
    // Counts of Fibonacci make the longest codes there are: 44 bits here.
    const fibonacci = [1, 1];
    while (fibonacci.length < 45) fibonacci.push(fibonacci.at(-1)! + fibonacci.at(-2)!);
    for (const counts of [...RANDOM_COUNTS, fibonacci]) {
      const lengths = computeCodeLengths(counts);
      const codes = toCanonicalCodes(lengths);
      const symbols = [...counts.keys()].filter((symbol) => counts[symbol]! > 0);
      const writer = createBitWriter();
      writeCodeLengths(writer, lengths);
      for (const symbol of symbols) for (const bit of codes[symbol]!) writer.write(bit, 1);
      const reader = createBitReader(writer.toBytes());
      const readLengths = readCodeLengths(reader, counts.length);
      expect(readLengths).toEqual(lengths);
      const readSymbol = createSymbolReader(reader, readLengths);
      expect(symbols.map(() => readSymbol())).toEqual(symbols);
    }
    expect(Math.max(...computeCodeLengths(fibonacci))).toBe(44);
  });

  it('refuses bits that are no code', () => {
    const readSymbol = createSymbolReader(createBitReader(Uint8Array.of(1)), Uint8Array.of(1, 0));
    expect(() => readSymbol()).toThrowError(expect.objectContaining({ code: 'invalid-weights' }));
  });
});
