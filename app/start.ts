/** The first script of the page: small, so that the worker is on its way while the page itself is still loading. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme.css';
import { spawnEarlyWorker } from '../src/worker/spawnWorker.ts';

spawnEarlyWorker();
void import('./main.tsx');
