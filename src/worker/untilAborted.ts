import { throwIfAborted } from '../base/errors.ts';

/** Waits for shared work (a backend starting) without tying its life to this job: an abort ends the waiting, not the work. */
export async function untilAborted<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
  throwIfAborted(signal);
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new DOMException('cancelled', 'AbortError'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([shared, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
