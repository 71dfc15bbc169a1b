import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type AppError, type Jobs, type LabClient, toAppError } from '../../src/index.ts';
import { useClient, useLab } from '../store/labContext.ts';

export type TestImage = Jobs['testImage']['result'];

/** Images asked for at a time: the worker answers other questions between two batches. */
const BATCH = 12;

/** One image as a query; its data set is part of the key, since the job's parameters do not name it. */
function testImageQuery(client: LabClient, dataset: string | undefined, index: number) {
  return {
    queryKey: ['testImage', dataset, index],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => client.run('testImage', { index }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
  };
}

/** A test image of the data set that is open; the one before it, as `stale`, while it is on its way. */
export function useTestImage(index: number): {
  readonly data: TestImage | undefined;
  readonly stale: boolean;
  readonly error: AppError | null;
  readonly retry: () => void;
} {
  const client = useClient();
  const dataset = useLab((state) => state.manifest?.name);
  const query = useQuery({
    ...testImageQuery(client, dataset, index),
    placeholderData: keepPreviousData,
  });
  return {
    data: query.data,
    stale: query.isPlaceholderData,
    error: query.error ? toAppError(query.error) : null,
    retry: () => void query.refetch(),
  };
}

/** Test images by their index, each kept for every view that shows it; undefined until all are there. */
export function useTestImages(indices: readonly number[]): ReadonlyMap<number, TestImage> | undefined {
  const client = useClient();
  const queries = useQueryClient();
  const dataset = useLab((state) => state.manifest?.name);
  const query = useQuery({
    queryKey: ['testImages', dataset, indices],
    queryFn: async () => {
      const found = new Map<number, TestImage>();
      for (let start = 0; start < indices.length; start += BATCH) {
        await Promise.all(
          indices.slice(start, start + BATCH).map(async (index) => {
            found.set(index, await queries.fetchQuery(testImageQuery(client, dataset, index)));
          }),
        );
      }
      return found;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
  return query.data;
}
