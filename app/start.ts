/** The first script of the page: small, so that the worker is on its way while the page itself is still loading. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme.css';
import { spawnEarlyWorker } from '../src/worker/spawnWorker.ts';
import { isolatePage } from './serviceWorker/isolatePage.ts';

function start(): void {
  spawnEarlyWorker();
  void import('./main.tsx');
}

// Threads belong to a page from its beginning: one that is to be loaded again for them is not begun.
if (self.crossOriginIsolated || import.meta.env.DEV) start();
else void isolatePage().then((reloading) => reloading || start());
