import type { StoreApi } from 'zustand';
import { isOwnDataset } from '../../src/index.ts';
import type { LabState } from '../store/labState.ts';
import type { OfflineReply, OfflineRequest } from './offlineMessages.ts';

/** How long the page must have been at rest: what a person waits for comes first. */
const REST_MS = 2000;

/** Files besides the built ones that an open session was made from. */
export function listSessionFiles({ header }: Pick<LabState, 'header'>): readonly string[] {
  // Somebody's own images are kept elsewhere.
  const { name } = header.dataset;
  const manifest = isOwnDataset(name) ? [] : [`datasets/${name}/manifest.json`];
  // Weights of the page itself; their result lies beside them.
  const [folder] = /^checkpoints\/[\w-]+\/(?=[\w.-]+\.safetensors$)/.exec(header.weights ?? '') ?? [];
  return folder === undefined ? manifest : [...manifest, header.weights!, `${folder}result.json`];
}

/** True when nothing is waited for: the page stands, no step runs, and nothing is dragged (each move asks for a preview). */
export function mayKeep({ drawn, session, evaluatingStart, job, preview }: LabState): boolean {
  if (!drawn || session !== 'open' || evaluatingStart) return false;
  return job.kind !== 'running' && preview.kind !== 'running';
}

async function askWorker(request: OfflineRequest): Promise<boolean> {
  const script = new URL('serviceWorker.js', document.baseURI);
  await navigator.serviceWorker.register(script, { scope: './', updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      port1.close();
      resolve((data as OfflineReply).ready);
    };
    active?.postMessage(request, [port2]);
  });
}

/**
 * Keeps the page and what the open session was made from, so that it opens again without a network.
 *
 * Begins once the page has been at rest for two seconds, and again with each session; `<html data-offline="ready">` says
 * when all is kept. Where service workers do not run nothing happens.
 */
export function keepOffline(store: StoreApi<LabState>): void {
  if (!('serviceWorker' in navigator)) return;
  const asked = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = (state: LabState) => {
    const paths = listSessionFiles(state);
    const key = paths.join('\n');
    if (!mayKeep(state) || asked.has(key)) {
      clearTimeout(timer);
      timer = undefined;
      return;
    }
    timer ??= setTimeout(() => {
      timer = undefined;
      asked.add(key);
      askWorker({ paths }).then(
        (ready) => {
          if (ready) document.documentElement.dataset.offline = 'ready';
        },
        // Blocked, or an insecure page: it works with a network alone.
        () => {},
      );
    }, REST_MS);
  };
  store.subscribe(check);
  check(store.getState());
}
