import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { StoreApi } from 'zustand';
import { createLabClient, type LabClient } from '../src/index.ts';
import { App } from './App.tsx';
import { createI18n } from './i18n/createI18n.ts';
import { trackIdle } from './idle.ts';
import { openFromAddress, requestedBackend } from './openFromAddress.ts';
import { createLabStore } from './store/createLabStore.ts';
import type { LabState } from './store/labState.ts';

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
const store = createLabStore({ client, ...(backend ? { requestedBackend: backend } : {}) });
// A snapshot never changes, so what was asked about it holds for good.
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false },
  },
});

window.__lab = { isIdle: trackIdle(store, queries), store, client };
window.addEventListener('hashchange', () => void openFromAddress(store, location.hash));
void openFromAddress(store, location.hash);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App lab={{ store, client }} queries={queries} messages={createI18n()} />
  </StrictMode>,
);
