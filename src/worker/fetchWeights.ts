import { AppError, isAbortError } from '../base/errors.ts';

/** Fetches a weights file of the page; throws `invalid-weights` naming the file where it is not to be had. */
export async function fetchWeights(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const file = new URL(url).pathname;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (thrown) {
    if (isAbortError(thrown)) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppError(
      'invalid-weights',
      `weights could not be read: ${file} (${reason})`,
      { file, reason },
      thrown,
    );
  }
}
