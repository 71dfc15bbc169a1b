import type { QueryClient } from '@tanstack/react-query';
import type { LabClient, SnapshotId } from '../../src/index.ts';
import { jobQuery } from './jobQuery.ts';

/** Bars of the histograms of weights: the view asks what was asked ahead of it, and finds the answer at hand. */
export const WEIGHT_BINS = 96;

/** Asks for what the weights view shows of a snapshot, ahead of the view itself. What fails is asked again by the view. */
export async function prefetchWeights(
  queries: QueryClient,
  client: LabClient,
  id: SnapshotId,
): Promise<void> {
  await Promise.all([
    queries.prefetchQuery(jobQuery(client, 'histograms', { ids: [id], bins: WEIGHT_BINS })),
    queries.prefetchQuery(jobQuery(client, 'magnitudes', { id })),
  ]);
}
