import { AppError, isAbortError } from '../base/errors.ts';
import type { ShardManifest } from './dataset.ts';
import { verifyShard } from './decodeShard.ts';
import type { ReadFile } from './readFile.ts';
import type { ShardCache } from './shardCache.ts';

async function isIntact(bytes: Uint8Array<ArrayBuffer>, shard: ShardManifest): Promise<boolean> {
  return verifyShard(bytes, shard).then(
    () => true,
    () => false,
  );
}

interface ShardOrigin {
  readonly readFile: ReadFile;
  readonly cache?: ShardCache;
  readonly signal?: AbortSignal;
}

/** Takes a shard from the cache where it holds it intact, else from its origin; hands out verified bytes only. */
export async function readShard(
  shard: ShardManifest,
  { readFile, cache, signal }: ShardOrigin,
  isRetry: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  const kept = isRetry ? undefined : await cache?.get(shard.sha256);
  if (kept && (await isIntact(kept, shard))) return kept;
  await cache?.delete(shard.sha256);
  const bytes = await readFile(shard.file, signal, isRetry).catch((thrown: unknown) => {
    if (thrown instanceof AppError || isAbortError(thrown)) throw thrown;
    throw new AppError('dataset-missing', `cannot read ${shard.file}`, { file: shard.file }, thrown);
  });
  await verifyShard(bytes, shard);
  await cache?.put(shard.sha256, bytes);
  return bytes;
}
