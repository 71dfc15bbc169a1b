/**
 * Reads one file of a data set's folder by its name, whole.
 *
 * Rejects with AppError `dataset-missing` where it cannot be had, with AbortError when aborted. `fresh` asks for the
 * bytes from their origin, past any cache.
 */
export type ReadFile = (
  path: string,
  signal?: AbortSignal,
  fresh?: boolean,
) => Promise<Uint8Array<ArrayBuffer>>;
