/** The page's service worker, at the root of the built page: it answers the page's own requests. */
import { withIsolation } from './withIsolation.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** True for requests of our own files; what other origins send is none of our business. */
function isOwn({ url, cache, mode }: Request): boolean {
  if (new URL(url).origin !== worker.location.origin) return false;
  // Such a request may not be made again with `fetch` (https://crbug.com/823392).
  return !(cache === 'only-if-cached' && mode !== 'same-origin');
}

// The page that registers it waits for it, and so does not wait for old pages to be closed.
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (isOwn(request)) event.respondWith(fetch(request).then(withIsolation));
});
