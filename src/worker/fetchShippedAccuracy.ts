import { isAbortError } from '../base/errors.ts';
import { maybeShippedAccuracy, maybeShippedResult } from '../recipe/shippedAccuracy.ts';
import type { AccuracyReport } from '../recipe/snapshot.ts';
import type { SessionHeader } from './protocol.ts';
import { pageUrl } from './session.ts';

/** The accuracy shipped with a session's weights; undefined where none is, so that it has to be measured first. */
export async function fetchShippedAccuracy(
  { weights, dataset }: SessionHeader,
  signal: AbortSignal,
): Promise<AccuracyReport | undefined> {
  const shipped = maybeShippedResult(weights);
  if (!shipped) return undefined;
  try {
    const response = await fetch(pageUrl(shipped.file), { signal });
    return response.ok ? maybeShippedAccuracy(await response.json(), shipped.snapshot, dataset) : undefined;
  } catch (thrown) {
    if (isAbortError(thrown)) throw thrown;
    return undefined;
  }
}
