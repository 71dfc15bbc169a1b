import { AppError, isAbortError } from '../base/errors.ts';
import type { ReadFile } from './readFile.ts';

/**
 * Creates a ReadFile over a folder on a web server.
 *
 * @param baseUrl the folder's address; a relative one is resolved against the page or worker.
 */
export function createFetchReader(baseUrl: string): ReadFile {
  const folder = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`, globalThis.location?.href);
  return async (path, signal, fresh = false) => {
    const missing = (reason: string, cause?: unknown) =>
      new AppError('dataset-missing', `cannot fetch ${path}: ${reason}`, { file: path, reason }, cause);
    try {
      const response = await fetch(new URL(path, folder), {
        cache: fresh ? 'reload' : 'default',
        ...(signal ? { signal } : {}),
      });
      if (!response.ok) throw missing(`status ${response.status}`);
      // A server for single-page apps answers a missing file with its page.
      if (response.headers.get('content-type')?.startsWith('text/html')) throw missing('a page in its place');
      return new Uint8Array(await response.arrayBuffer());
    } catch (thrown) {
      if (thrown instanceof AppError || isAbortError(thrown)) throw thrown;
      throw missing('no connection', thrown);
    }
  };
}
