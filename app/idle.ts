import type { QueryClient } from '@tanstack/react-query';
import type { StoreApi } from 'zustand';
import type { LabState } from './store/labState.ts';

/** How long all must rest: a view asks its first question only after it has been drawn. */
const REST_MS = 150;

/** True when nothing is on its way: a session stands (or failed), no job, no preview, no query. */
export function isResting(state: LabState, queries: QueryClient): boolean {
  return (
    state.session !== 'opening' &&
    !state.evaluatingStart &&
    state.job.kind !== 'running' &&
    state.preview.kind !== 'running' &&
    queries.isFetching() === 0
  );
}

/**
 * Tells end-to-end tests when the page is at rest, so that they need no sleeps.
 *
 * `<html data-idle="true">` and `isIdle()` become true once `isResting` has held for 150 ms, and false at once
 * when it no longer does. Returns `isIdle`.
 */
export function trackIdle(store: StoreApi<LabState>, queries: QueryClient): () => boolean {
  const root = document.documentElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (idle: boolean) => {
    root.dataset.idle = String(idle);
  };
  const check = () => {
    if (!isResting(store.getState(), queries)) {
      clearTimeout(timer);
      timer = undefined;
      tell(false);
    } else if (root.dataset.idle !== 'true') {
      timer ??= setTimeout(() => {
        timer = undefined;
        tell(isResting(store.getState(), queries));
      }, REST_MS);
    }
  };
  tell(false);
  store.subscribe(check);
  queries.getQueryCache().subscribe(check);
  check();
  return () => root.dataset.idle === 'true' && isResting(store.getState(), queries);
}
