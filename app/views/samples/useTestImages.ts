import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Jobs } from '../../../src/index.ts';
import { useClient } from '../../store/labContext.ts';
import { jobQuery } from '../jobQuery.ts';

type TestImage = Jobs['testImage']['result'];

/** Images asked for at a time: the worker answers other questions between two batches. */
const BATCH = 12;

/** Test images by their index, each kept for every view that shows it; undefined until all are there. */
export function useTestImages(indices: readonly number[]): ReadonlyMap<number, TestImage> | undefined {
  const client = useClient();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['testImages', indices],
    queryFn: async () => {
      const found = new Map<number, TestImage>();
      for (let start = 0; start < indices.length; start += BATCH) {
        await Promise.all(
          indices.slice(start, start + BATCH).map(async (index) => {
            found.set(index, await queries.fetchQuery(jobQuery(client, 'testImage', { index })));
          }),
        );
      }
      return found;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
  });
  return query.data;
}
