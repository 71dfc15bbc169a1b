/** What can go wrong, as codes; the page's message files hold one sentence and one way on for each. */
export const ERROR_CODES = [
  'backend-unavailable',
  'backend-self-test-failed',
  'context-lost',
  'dataset-missing',
  'dataset-damaged',
  'dataset-unknown',
  'invalid-images',
  'invalid-link',
  'invalid-network',
  'invalid-recipe',
  'invalid-session',
  'invalid-weights',
  'layer-emptied',
  'link-version',
  'not-a-number',
  'out-of-memory',
  'own-images-missing',
  'preset-unknown',
  'step-impossible',
  'session-lost',
  'storage-full',
  'worker-died',
  'unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Plain values that fill the placeholders of an error's sentence. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

/**
 * A failure that a person can be told about.
 *
 * The message is lower case and names the thing and the value: `invalid sparsity: 1.4 (expected 0 to 1)`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Turns anything thrown into an AppError; unknown things become `unexpected`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('unexpected', message, {}, thrown);
}

/** True for the error of a cancelled job, which is never shown to a person. */
export function isAbortError(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

/** Throws the signal's AbortError when it has been aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DOMException('cancelled', 'AbortError');
}
