import { createBitReader } from './bitReader.ts';
import { createBitWriter } from './bitWriter.ts';
import { computeExpectedEntries } from './expectedFillers.ts';
import { createPlaceCounter, listEntries } from './listEntries.ts';
import { DEEP_COMPRESSION } from './papers.ts';
import { countWeights, type StorageFormat, toWords } from './storageFormat.ts';

/** For each entry the number of zeros before it in a few bits, then a 32-bit float; fillers where a gap is too wide. */
function createRelative(id: 'relative4' | 'relative5' | 'relative8', indexBits: number): StorageFormat {
  return {
    id,
    paper: DEEP_COMPRESSION,
    lossless: true,
    encode({ values, ...shape }) {
      const { gaps, places } = listEntries(values, indexBits);
      const writer = createBitWriter();
      const words = toWords(values);
      for (const [entry, place] of places.entries()) {
        writer.write(gaps[entry]!, indexBits);
        writer.write(values[place] === 0 ? 0 : words[place]!, 32);
      }
      return { bytes: writer.toBytes(), shape, entries: places.length };
    },
    decode({ bytes, shape, entries }) {
      const reader = createBitReader(bytes);
      const values = new Float32Array(countWeights(shape));
      const words = toWords(values);
      const toPlace = createPlaceCounter(values.length);
      for (let entry = 0; entry < entries; entry++) {
        const place = toPlace(reader.read(indexBits));
        words[place] = reader.read(32);
      }
      return values;
    },
    computeExpectedBytes: (matrix) => (computeExpectedEntries(matrix, indexBits) * (indexBits + 32)) / 8,
  };
}

export const RELATIVE_4 = createRelative('relative4', 4);
export const RELATIVE_5 = createRelative('relative5', 5);
export const RELATIVE_8 = createRelative('relative8', 8);
