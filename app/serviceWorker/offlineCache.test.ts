import { describe, expect, it } from 'vitest';
import { createOfflineCache, listAssets } from './offlineCache.ts';

const SCOPE = 'https://example.org/lab/';

/** Stands in for the browser's: a map of maps, addresses alone. */
function createCaches() {
  const all = new Map<string, Map<string, Response>>();
  const storage = {
    async open(name: string) {
      const entries = all.get(name) ?? new Map<string, Response>();
      all.set(name, entries);
      return {
        match: async (url: string) => entries.get(url)?.clone(),
        put: async (url: string, response: Response) => void entries.set(url, response),
      };
    },
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
  };
  return { all, storage: storage as unknown as CacheStorage };
}

/** A host with some files; `online` can be set to false, `asked` is what was fetched of it. */
function createHost(files: Readonly<Record<string, string>>) {
  const host = { online: true, asked: [] as string[] };
  const fetch = async (request: Request | string) => {
    if (!host.online) throw new TypeError('Failed to fetch');
    const url = typeof request === 'string' ? request : request.url;
    const path = url.slice(SCOPE.length).replace(/\?.*/, '');
    host.asked.push(path);
    const text = files[path];
    return text === undefined ? new Response('', { status: 404 }) : new Response(text);
  };
  return { host, fetch };
}

const FILES = {
  '': '<script src="./assets/main-1.js"></script>',
  'assets/main-1.js': 'main',
  'assets/later-1.js': 'later',
  'assets/offline-v1.json': '["assets/main-1.js","assets/later-1.js"]',
  'checkpoints/lenet-5/lenet-5.safetensors': 'weights',
  'datasets/mnist/manifest.json': '{}',
};

function createWorker(files: Readonly<Record<string, string>> = FILES, version = 'v1') {
  const { all, storage } = createCaches();
  const { host, fetch } = createHost(files);
  const offline = createOfflineCache({ caches: storage, fetch, scope: SCOPE, version });
  const read = async (path: string) => (await offline.answer(new Request(SCOPE + path))).text();
  return { all, host, offline, read };
}

describe('listAssets', () => {
  it('finds the scripts and styles that a page names', () => {
    const html = `<script src="./assets/a-1.js"></script><link href='assets/b.css'><a href="recipes/x.json">`;
    expect(listAssets(html)).toEqual(['assets/a-1.js', 'assets/b.css']);
  });
});

describe('createOfflineCache', () => {
  it('answers without a network once prepared, whatever the page is asked', async () => {
    const { host, offline, read } = createWorker();
    await offline.prepare();
    host.online = false;
    expect(await read('?backend=wasm')).toBe(FILES['']);
    expect(await read('assets/later-1.js')).toBe('later');
    await expect(read('assets/never.js')).rejects.toThrow('Failed to fetch');
  });

  it('asks the network first for the page, and never for a built file it has', async () => {
    const { host, offline, read } = createWorker();
    await offline.prepare();
    host.asked.length = 0;
    await read('');
    await read('assets/main-1.js');
    expect(host.asked).toEqual(['']);
  });

  it('fetches nothing a second time', async () => {
    const { host, offline } = createWorker();
    await offline.prepare();
    await offline.keep(['datasets/mnist/manifest.json']);
    host.online = false;
    await offline.prepare();
    await offline.keep(['datasets/mnist/manifest.json']);
  });

  it('keeps no page of another version, and none where a file cannot be had', async () => {
    const other = createWorker({ ...FILES, '': '<script src="./assets/main-2.js"></script>' });
    await expect(other.offline.prepare()).rejects.toThrow('assets/main-2.js');
    const { 'assets/later-1.js': _, ...missing } = FILES;
    const torn = createWorker(missing);
    await expect(torn.offline.prepare()).rejects.toThrow('status 404');
    torn.host.online = false;
    await expect(torn.read('')).rejects.toThrow('Failed to fetch');
  });

  it('keeps weights and manifests when they are fetched, and leaves out what is no such file', async () => {
    const { host, offline, read } = createWorker();
    await read('checkpoints/lenet-5/lenet-5.safetensors');
    await offline.keep([
      'datasets/mnist/manifest.json',
      'datasets/mnist/train-00.bin',
      '../secret',
      'checkpoints/gone',
    ]);
    expect(host.asked).not.toContain('datasets/mnist/train-00.bin');
    host.online = false;
    expect(await read('checkpoints/lenet-5/lenet-5.safetensors')).toBe('weights');
    expect(await read('datasets/mnist/manifest.json')).toBe('{}');
  });

  it('forgets the built files of other versions, and nothing else', async () => {
    const { all, offline } = createWorker();
    for (const name of ['pruning-lab-page /lab/ v0', 'pruning-lab-page /other/ v0', 'pruning-lab-shards']) {
      all.set(name, new Map());
    }
    await offline.prepare();
    await offline.dropOthers();
    expect([...all.keys()]).toEqual([
      'pruning-lab-page /other/ v0',
      'pruning-lab-shards',
      'pruning-lab-page /lab/ v1',
    ]);
  });
});
