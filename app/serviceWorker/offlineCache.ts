import { type Route, routeOf } from './routeOf.ts';

/** What of a browser a store of files needs. */
export interface OfflineDependencies {
  readonly caches: CacheStorage;
  readonly fetch: (request: Request | string, options?: RequestInit) => Promise<Response>;
  /** The folder that the page lies in; ends in `/`. */
  readonly scope: string;
  /** Of the built files; another one for other files. */
  readonly version: string;
}

/** The files with which the page opens without a network. */
export interface OfflineCache {
  /** Fetches all built files that are not there yet; rejects where one cannot be had. */
  prepare(): Promise<void>;
  /** Keeps files of the page's folder, by their paths in it, that are not there yet; what cannot be had is left out. */
  keep(paths: readonly string[]): Promise<void>;
  /** Forgets the built files of other versions. */
  dropOthers(): Promise<void>;
  /** Answers a request; `preloaded` is what the browser may have fetched for it ahead. */
  answer(request: Request, preloaded?: Promise<Response | undefined>): Promise<Response>;
}

/** Fetched at a time: the page may be computing meanwhile. */
const AT_ONCE = 2;

async function inTurns(items: readonly string[], work: (item: string) => Promise<void>): Promise<void> {
  const left = [...items];
  const take = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
}

/** All files below `assets/` that a page's HTML names. */
export function listAssets(html: string): readonly string[] {
  return [...html.matchAll(/["'](?:\.\/)?(assets\/[^"'?#]+)["']/g)].map(([, file]) => file!);
}

/** Creates the store over the browser's Cache API. */
export function createOfflineCache({ caches, fetch, scope, version }: OfflineDependencies): OfflineCache {
  // Another copy of the page may lie on the same origin, in another folder.
  const prefix = `pruning-lab-page ${new URL(scope).pathname} `;
  const openBuilt = () => caches.open(prefix + version);
  const openKept = () => caches.open(`pruning-lab-files ${new URL(scope).pathname}`);
  const toUrl = (path: string) => new URL(path, scope).href;

  async function fetchGood(url: string, options?: RequestInit): Promise<Response> {
    const response = await fetch(url, options);
    if (!response.ok) throw new Error(`${url}: status ${response.status}`);
    return response;
  }

  async function prepare(): Promise<void> {
    const built = await openBuilt();
    // It is put in last, so that a page in the store always has all its files.
    if (await built.match(scope)) return;
    const list = await fetchGood(toUrl(`assets/offline-${version}.json`));
    const files = (await list.json()) as readonly string[];
    await inTurns(files, async (file) => {
      const url = toUrl(file);
      if (!(await built.match(url))) await built.put(url, await fetchGood(url));
    });
    const page = await fetchGood(scope, { cache: 'no-cache' });
    const missing = listAssets(await page.clone().text()).find((file) => !files.includes(file));
    if (missing) throw new Error(`the page is of another version: it names ${missing}`);
    await built.put(scope, page);
  }

  async function networkFirst(
    request: Request,
    fallback: () => Promise<Response | undefined>,
    preloaded?: Promise<Response | undefined>,
  ): Promise<Response> {
    try {
      return (await preloaded) ?? (await fetch(request));
    } catch (thrown) {
      const kept = await fallback();
      if (kept) return kept;
      throw thrown;
    }
  }

  async function answerKept(request: Request): Promise<Response> {
    const kept = await openKept();
    const response = await networkFirst(request, () => kept.match(request.url));
    // A full disk must not keep the answer back.
    if (response.ok) await kept.put(request.url, response.clone()).catch(() => {});
    return response;
  }

  const answers: Readonly<
    Record<Route, (request: Request, preloaded?: Promise<Response | undefined>) => Promise<Response>>
  > = {
    page: (request, preloaded) =>
      networkFirst(request, async () => (await openBuilt()).match(scope), preloaded),
    built: async (request) => (await (await openBuilt()).match(request.url)) ?? fetch(request),
    kept: answerKept,
    shard: (request) => fetch(request),
    other: async (request, preloaded) => (await preloaded) ?? fetch(request),
  };

  return {
    prepare,
    async keep(paths) {
      const kept = await openKept();
      await inTurns(paths, async (path) => {
        const url = toUrl(path);
        if (routeOf(url, scope) !== 'kept' || (await kept.match(url))) return;
        await fetchGood(url).then(
          (response) => kept.put(url, response),
          () => {},
        );
      });
    },
    async dropOthers() {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith(prefix) && name !== prefix + version);
      await Promise.all(old.map((name) => caches.delete(name)));
    },
    answer: (request, preloaded) => answers[routeOf(request.url, scope)](request, preloaded),
  };
}
