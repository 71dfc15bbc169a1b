/**
 * How a request of the page is answered. `page`: its HTML; `built`: a file whose name changes with its content; `kept`: a
 * file that is kept once it was fetched; `shard`: images, which the worker keeps by itself; `other`: all else.
 */
export type Route = 'page' | 'built' | 'kept' | 'shard' | 'other';

/** What a request asks for, by its address below the folder that the page lies in. */
export function routeOf(url: string, scope: string): Route {
  const { origin, pathname } = new URL(url);
  const folder = new URL(scope);
  if (origin !== folder.origin || !pathname.startsWith(folder.pathname)) return 'other';
  const path = pathname.slice(folder.pathname.length);
  if (path === '' || path === 'index.html') return 'page';
  if (/^assets\/[^/]+$/.test(path)) return 'built';
  if (/^datasets\/.+\.bin$/.test(path)) return 'shard';
  return /^(?:datasets\/.+\.json|checkpoints\/.+)$/.test(path) ? 'kept' : 'other';
}
