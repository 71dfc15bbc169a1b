import { AppError } from '../../base/errors.ts';
import { fromDenseBytes, toDenseBytes } from './dense.ts';
import { countWeights, type StorageFormat } from './storageFormat.ts';

async function pipe(
  bytes: Uint8Array,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The dense bytes as a gzip file of their own, its header and checksum counted.
 *
 * The bytes come from this machine's compressor: another one may need a few more or less.
 */
export const GZIP: StorageFormat = {
  id: 'gzip',
  lossless: true,
  encode: async ({ values, ...shape }) => ({
    bytes: await pipe(toDenseBytes(values), new CompressionStream('gzip')),
    shape,
    entries: values.length,
  }),
  async decode({ bytes, shape }) {
    const unpacked = await pipe(bytes, new DecompressionStream('gzip')).catch((cause: unknown) => {
      throw new AppError('invalid-weights', 'stored weights are no gzip file', {}, cause);
    });
    return fromDenseBytes(unpacked, countWeights(shape));
  },
};
