import type { BitReader } from './bitReader.ts';
import type { BitWriter } from './bitWriter.ts';
import { listEntries } from './listEntries.ts';
import { shareWeights } from './shareWeights.ts';
import { type LayerMatrix, type StorageBits, type StorageRefusal, toWords } from './storageFormat.ts';

/** A matrix with shared weights as a list of entries; a filler has code 0. */
export interface SharedMatrix {
  /** `[2^weightBits]`. */
  readonly codebook: Float32Array;
  /** `[entries]`. */
  readonly codes: Uint8Array;
  /** `[entries]`: zeros before each. */
  readonly gaps: Uint8Array;
}

/** Shares the weights of a matrix and lists what is to be stored of it. Throws as shareWeights. */
export function shareMatrix({ values }: LayerMatrix, { weightBits, indexBits }: StorageBits): SharedMatrix {
  const { codebook, codes } = shareWeights(values, weightBits);
  const { gaps, places } = listEntries(values, indexBits);
  return { codebook, gaps, codes: Uint8Array.from(places, (place) => codes[place]!) };
}

export function writeCodebook(writer: BitWriter, codebook: Float32Array): void {
  for (const word of toWords(codebook)) writer.write(word, 32);
}

export function readCodebook(reader: BitReader, weightBits: number): Float32Array {
  const codebook = new Float32Array(2 ** weightBits);
  const words = toWords(codebook);
  for (let code = 0; code < words.length; code++) words[code] = reader.read(32);
  return codebook;
}

/** Weights that are not finite have no mean to share. */
export function maybeNotFinite({ values }: LayerMatrix): StorageRefusal | undefined {
  return values.every((value) => Number.isFinite(value)) ? undefined : 'not-finite';
}
