/** How long the service worker may take to come up before the page goes on with one thread. */
const START_LIMIT_MS = 3000;

/** Remembers in this tab that the page was loaded again, so that it never is a second time. */
const RELOADED_KEY = 'pruning-lab.reloaded-for-threads';

/** Why the page has no threads: there are no service workers here, or ours did not start. */
export type IsolationProblem = 'unsupported' | 'blocked';

/** Why WebAssembly runs on one thread in this page; undefined where the page is cross-origin isolated. */
export function maybeIsolationProblem(): IsolationProblem | undefined {
  if (self.crossOriginIsolated) return undefined;
  return 'serviceWorker' in navigator ? 'blocked' : 'unsupported';
}

/** Writes the memory of the reload; false where it stands there already, or cannot be written. */
function claimReload(): boolean {
  try {
    if (sessionStorage.getItem(RELOADED_KEY)) return false;
    sessionStorage.setItem(RELOADED_KEY, '1');
    return sessionStorage.getItem(RELOADED_KEY) !== null;
  } catch {
    return false;
  }
}

/** Resolves to whether a service worker answers for this page. */
async function startServiceWorker(): Promise<boolean> {
  const { serviceWorker } = navigator;
  const controlled = new Promise<void>((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
  const script = new URL('serviceWorker.js', document.baseURI);
  await serviceWorker.register(script, { scope: './', updateViaCache: 'none' });
  if (serviceWorker.controller) return true;
  const limit = new Promise<void>((resolve) => setTimeout(resolve, START_LIMIT_MS));
  await Promise.race([controlled, limit]);
  return serviceWorker.controller !== null;
}

/**
 * Gives a page from a server without COOP and COEP headers its threads: starts a service worker that adds them, and
 * loads the page once more.
 *
 * Resolves to true when the page is about to be loaded again, so that nothing else need be begun. It is at most once in
 * the life of a tab; where service workers do not run it never is, and the page goes on without threads.
 */
export async function isolatePage(): Promise<boolean> {
  if (maybeIsolationProblem() !== 'blocked') return false;
  try {
    if (!(await startServiceWorker()) || !claimReload()) return false;
  } catch {
    return false;
  }
  location.reload();
  return true;
}
