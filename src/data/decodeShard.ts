import { AppError } from '../base/errors.ts';
import { computeSha256 } from './computeSha256.ts';
import type { DatasetManifest, ImageBatch, ShardManifest } from './dataset.ts';
import { undoPixelFilter } from './pixelFilter.ts';

const damaged = (shard: ShardManifest, reason: string, cause?: unknown) =>
  new AppError('dataset-damaged', `${shard.file} is damaged: ${reason}`, { file: shard.file, reason }, cause);

/** Decompresses gzip into exactly `size` bytes; throws where there are fewer or more. */
async function decompress(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const whole = new Uint8Array(size);
  let filled = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (filled + part.value.length > size) {
      await reader.cancel();
      throw new Error(`more than ${size} bytes`);
    }
    whole.set(part.value, filled);
    filled += part.value.length;
  }
  if (filled < size) throw new Error(`${filled} bytes (expected ${size})`);
  return whole;
}

/** Throws `dataset-damaged` unless the stored bytes have the size and the SHA-256 that the manifest says. */
export async function verifyShard(bytes: Uint8Array<ArrayBuffer>, shard: ShardManifest): Promise<void> {
  if (bytes.length !== shard.sizeBytes) {
    throw damaged(shard, `${bytes.length} bytes (expected ${shard.sizeBytes})`);
  }
  const sha256 = await computeSha256(bytes);
  if (sha256 !== shard.sha256) throw damaged(shard, `SHA-256 ${sha256} (expected ${shard.sha256})`);
}

/** Decodes a verified shard into labels and pixels; throws `dataset-damaged` where its content is not what the manifest says. */
export async function decodeShard(
  bytes: Uint8Array<ArrayBuffer>,
  shard: ShardManifest,
  { imageShape, classes }: DatasetManifest,
): Promise<ImageBatch> {
  const imageSize = imageShape[0] * imageShape[1] * imageShape[2];
  const whole = await decompress(bytes, shard.count * (1 + imageSize)).catch((thrown: unknown) => {
    throw damaged(shard, thrown instanceof Error ? thrown.message : String(thrown), thrown);
  });
  const labels = whole.subarray(0, shard.count);
  const pixels = whole.subarray(shard.count);
  const wrong = labels.find((label) => label >= classes.length);
  if (wrong !== undefined) throw damaged(shard, `label ${wrong} (expected below ${classes.length})`);
  if (shard.filter) undoPixelFilter(pixels, imageShape);
  return { count: shard.count, pixels, labels };
}
