import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { StoreApi } from 'zustand';
import { createLabClient, type LabClient } from '../src/index.ts';
import { untilWorkerStarted } from '../src/worker/spawnWorker.ts';
import { App } from './App.tsx';
import { createI18n } from './i18n/createI18n.ts';
import { trackIdle } from './idle.ts';
import { lessonRecipe } from './lessons/lessonRecipe.ts';
import { useLessonStore } from './lessons/lessonStore.ts';
import { mayLearn, parseLinkOptions } from './linkOptions.ts';
import { openAtStart, openFromAddress, requestedBackend } from './openFromAddress.ts';
import { keepOffline } from './serviceWorker/keepOffline.ts';
import { followSessionMemory } from './sessionMemory.ts';
import { createLabStore } from './store/createLabStore.ts';
import type { LabState } from './store/labState.ts';
import { untilDrawn } from './untilDrawn.ts';
import { prefetchWeights } from './views/prefetchWeights.ts';

declare global {
  interface Window {
    /** For end-to-end tests: `isIdle` says when the page is at rest (see `trackIdle`), `store` is the page's state, `client` its worker. */
    __lab?: {
      readonly isIdle: () => boolean;
      readonly store: StoreApi<LabState>;
      readonly client: LabClient;
    };
  }
}

const backend = requestedBackend(location.search);
const client = createLabClient();
// A snapshot never changes, so what was asked about it holds for good.
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false },
  },
});

const store = createLabStore({
  client,
  prepareView: (id) => prefetchWeights(queries, client, id),
  untilDrawn: () => untilDrawn(queries),
  ...(backend ? { requestedBackend: backend } : {}),
});
window.__lab = { isIdle: trackIdle(store, queries), store, client };
window.addEventListener('hashchange', () => void openFromAddress(store, location.hash));
const { options } = parseLinkOptions(location.search);
if (options.view) store.getState().setView(options.view);
if (options.lesson) useLessonStore.getState().open(options.lesson);
if (options.study && mayLearn(options)) store.getState().openDialog('studies');
// A link for a class or another page goes on with nothing that was open elsewhere.
const ownTabOnly = options.lock.length > 0 || options.embed || options.lesson !== undefined;
void openAtStart(store, client, location.hash, ownTabOnly, options.lesson && lessonRecipe(options.lesson));
followSessionMemory(store);
// There is no service worker but in the built page.
if (import.meta.env.PROD) keepOffline(store);

const [messages] = await Promise.all([createI18n(), untilWorkerStarted()]);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App lab={{ store, client }} queries={queries} messages={messages} />
  </StrictMode>,
);
