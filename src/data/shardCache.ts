/** Keeps verified shards between visits, by the SHA-256 of their bytes. Never rejects: without room or support it keeps nothing. */
export interface ShardCache {
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  delete(sha256: string): Promise<void>;
}

const CACHE_NAME = 'pruning-lab-shards';

/** A key must be an address; `.invalid` never names a real one (RFC 2606). */
const toKey = (sha256: string) => `https://shards.invalid/${sha256}`;

/** Creates a ShardCache over the browser's Cache API, which is absent on insecure pages and may be refused or full. */
export function createShardCache(storage: CacheStorage | undefined = globalThis.caches): ShardCache {
  async function attempt<T>(use: (cache: Cache) => Promise<T>): Promise<T | undefined> {
    if (!storage) return undefined;
    try {
      return await use(await storage.open(CACHE_NAME));
    } catch {
      return undefined;
    }
  }
  return {
    get: (sha256) =>
      attempt(async (cache) => {
        const response = await cache.match(toKey(sha256));
        return response && new Uint8Array(await response.arrayBuffer());
      }),
    async put(sha256, bytes) {
      await attempt((cache) => cache.put(toKey(sha256), new Response(bytes)));
    },
    async delete(sha256) {
      await attempt((cache) => cache.delete(toKey(sha256)));
    },
  };
}
