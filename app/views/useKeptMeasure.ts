import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Jobs, Progress } from '../../src/index.ts';
import { toAppError } from '../../src/index.ts';
import { useClient } from '../store/labContext.ts';
import type { JobQuery } from './useJobQuery.ts';

type Params = Jobs['measure']['params'];

const running = new Map<string, AbortController>();

/**
 * A long measurement that goes on when its view is left, so that coming back finds it further on or done; only `cancel`
 * ends it. Null params wait.
 */
export function useKeptMeasure(params: Params | null): JobQuery<'measure'> & { readonly cancel: () => void } {
  const client = useClient();
  const queries = useQueryClient();
  const queryKey = ['keptMeasure', params];
  const progressKey = ['keptMeasureProgress', params];
  const name = JSON.stringify(params);
  const query = useQuery({
    queryKey,
    // The query's own signal is not taken, since it would end the work with the last view of it.
    queryFn: async () => {
      const controller = new AbortController();
      running.set(name, controller);
      const tell = (progress: Progress | null) => queries.setQueryData(progressKey, progress);
      tell(null);
      try {
        return await client.run('measure', params!, { signal: controller.signal, onProgress: tell });
      } finally {
        if (running.get(name) === controller) running.delete(name);
      }
    },
    enabled: params !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
  const progress = useQuery<Progress | null>({
    queryKey: progressKey,
    queryFn: () => null,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    data: query.data,
    stale: query.isPlaceholderData,
    error: query.error ? toAppError(query.error) : null,
    progress: progress.data ?? null,
    retry: () => void query.refetch(),
    cancel: () => {
      void queries.cancelQueries({ queryKey });
      running.get(name)?.abort();
    },
  };
}
