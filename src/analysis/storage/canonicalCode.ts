import { AppError } from '../../base/errors.ts';
import type { BitReader } from './bitReader.ts';
import type { BitWriter } from './bitWriter.ts';

/** Bits that tell how long the longest code is; no count that fits in memory makes one of 64. */
const LONGEST_BITS = 6;

/** How many bits a number from 0 to `limit` needs. */
const widthOf = (limit: number) => 32 - Math.clz32(limit);

/** The symbols that have a code, in the order of their codes: by length, then by symbol. */
function orderSymbols(lengths: Uint8Array): readonly number[] {
  return Array.from(lengths.keys())
    .filter((symbol) => lengths[symbol]! > 0)
    .sort((a, b) => lengths[a]! - lengths[b]! || a - b);
}

/** All that is stored of a code: in 6 bits the largest length, then each symbol's length in as many bits as that one needs. */
export function writeCodeLengths(writer: BitWriter, lengths: Uint8Array): void {
  const longest = Math.max(...lengths);
  writer.write(longest, LONGEST_BITS);
  for (const length of lengths) writer.write(length, widthOf(longest));
}

export function readCodeLengths(reader: BitReader, symbols: number): Uint8Array {
  const width = widthOf(reader.read(LONGEST_BITS));
  return Uint8Array.from({ length: symbols }, () => reader.read(width));
}

/** The canonical code of each symbol as its bits, first bit first; none for symbols without one. */
export function toCanonicalCodes(lengths: Uint8Array): readonly (readonly number[])[] {
  const codes = Array.from(lengths, (): readonly number[] => []);
  let code = 0n;
  let length = 0;
  for (const symbol of orderSymbols(lengths)) {
    code <<= BigInt(lengths[symbol]! - length);
    length = lengths[symbol]!;
    codes[symbol] = Array.from(code.toString(2).padStart(length, '0'), Number);
    code++;
  }
  return codes;
}

/** A function that reads one symbol after the other. Throws `invalid-weights` at bits that are no code. */
export function createSymbolReader(reader: BitReader, lengths: Uint8Array): () => number {
  const symbols = orderSymbols(lengths);
  const ofLength = new Uint32Array(Math.max(...lengths) + 1);
  for (const symbol of symbols) ofLength[lengths[symbol]!]!++;
  return () => {
    let code = 0;
    let first = 0;
    let before = 0;
    for (let length = 1; length < ofLength.length; length++) {
      code = 2 * code + reader.read(1);
      const count = ofLength[length]!;
      if (code - first < count) return symbols[before + code - first]!;
      before += count;
      first = 2 * (first + count);
    }
    throw new AppError('invalid-weights', 'stored weights hold bits that are no code');
  };
}
