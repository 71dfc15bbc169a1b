import type { StoreApi } from 'zustand';
import type { LabState } from './store/labState.ts';

const KEY = 'pruning-lab.session';

/** A session and the address it stood at. */
interface Remembered {
  readonly id: string;
  readonly hash: string;
}

function read(storage: Storage): Remembered | undefined {
  try {
    const { id, hash } = JSON.parse(storage.getItem(KEY) ?? 'null') as Remembered;
    return typeof id === 'string' && typeof hash === 'string' ? { id, hash } : undefined;
  } catch {
    return undefined;
  }
}

/** True where the page was loaded again or come back to, and not opened by a link. */
function isReturn(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry !== undefined && (entry as PerformanceNavigationTiming).type !== 'navigate';
}

/**
 * The session to go on with at an address: that of this tab before it was loaded again, where the address is the same;
 * without a recipe in the address, and unless `ownTabOnly`, that of the tab seen last. Undefined where there is none.
 */
export function maybeLastSession(hash: string, ownTabOnly = false): string | undefined {
  try {
    const own = read(sessionStorage);
    const names = hash.includes('r=');
    // A link that is opened anew begins anew, also where it was opened before.
    if (own?.hash === hash && (!names || isReturn())) return own.id;
    return ownTabOnly || names ? undefined : read(localStorage)?.id;
  } catch {
    // A browser that keeps nothing.
    return undefined;
  }
}

let release: (() => void) | undefined;

/** Takes a session for this tab, so that no other one goes on with it at the same time; false where another one has. */
export function holdSession(id: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const hold = (lock: Lock | null) => {
      resolve(lock !== null);
      if (!lock) return undefined;
      release?.();
      return new Promise<void>((free) => {
        release = free;
      });
    };
    navigator.locks.request(`${KEY} ${id}`, { ifAvailable: true }, hold).catch(() => resolve(true));
  });
}

/** Remembers the open session with the address as it stands; one that is not kept is none to go on with. */
export function rememberSession({ kept, sessionId }: Pick<LabState, 'kept' | 'sessionId'>): void {
  try {
    for (const storage of [sessionStorage, localStorage]) {
      if (kept === 'kept') storage.setItem(KEY, JSON.stringify({ id: sessionId, hash: location.hash }));
      else if (kept === 'none') storage.removeItem(KEY);
    }
  } catch {
    // Without storage a reload begins anew.
  }
}

/** Remembers whichever session is open from now on. */
export function followSessionMemory(store: StoreApi<LabState>): void {
  store.subscribe((state, before) => {
    if (state.kept === before.kept && state.sessionId === before.sessionId) return;
    if (state.kept === 'kept') void holdSession(state.sessionId);
    rememberSession(state);
  });
}
