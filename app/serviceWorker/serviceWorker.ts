/**
 * The page's service worker, at the root of the built page: it answers the page's own requests, with the headers that threads
 * need, and without a network from what it keeps.
 */
import { createOfflineCache } from './offlineCache.ts';
import type { OfflineReply, OfflineRequest } from './offlineMessages.ts';
import { routeOf } from './routeOf.ts';
import { withIsolation } from './withIsolation.ts';

/** Put in when the page is built: see `scripts/offlineFilesPlugin.ts`. */
declare const __OFFLINE_VERSION__: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const { registration } = worker;
const { scope } = registration;
const offline = createOfflineCache({
  caches: worker.caches,
  fetch: (request, options) => fetch(request, options),
  scope,
  version: __OFFLINE_VERSION__,
});

/** True for requests of our own files; what other origins send is none of our business. */
function isOwn({ url, cache, mode, method }: Request): boolean {
  if (method !== 'GET' || new URL(url).origin !== worker.location.origin) return false;
  // The worker keeps images by their content, and verifies them.
  if (routeOf(url, scope) === 'shard') return false;
  // Such a request may not be made again with `fetch` (https://crbug.com/823392).
  return !(cache === 'only-if-cached' && mode !== 'same-origin');
}

/** The first one is waited for by its page and keeps files later; one that follows it has all its files before it takes over. */
async function install(): Promise<void> {
  if (registration.active) await offline.prepare();
  else await worker.skipWaiting();
}

async function activate(): Promise<void> {
  await worker.clients.claim();
  await registration.navigationPreload?.enable();
  await offline.dropOthers();
}

async function keep({ paths }: OfflineRequest): Promise<OfflineReply> {
  try {
    await offline.prepare();
    await offline.keep(paths);
    return { ready: true };
  } catch {
    return { ready: false };
  }
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  const [port] = event.ports;
  event.waitUntil(keep(event.data as OfflineRequest).then((reply) => port?.postMessage(reply)));
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (isOwn(request)) event.respondWith(offline.answer(request, event.preloadResponse).then(withIsolation));
});
