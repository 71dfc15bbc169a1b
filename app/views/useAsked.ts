import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AppError, type Progress, toAppError } from '../../src/index.ts';

/** Something that is measured when it is asked for, and can be stopped. */
export interface Asked<T> {
  readonly data: T | undefined;
  readonly running: boolean;
  readonly progress: Progress | null;
  readonly error: AppError | null;
  readonly measure: () => void;
  readonly cancel: () => void;
}

/** The measurement itself; stopped by its signal. */
export type AskedRun<T> = (options: {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress | null) => void;
}) => Promise<T>;

/** A measurement as a query: what was measured is kept under its key as long as the page is open. */
export function askedQuery<T>(
  queryKey: QueryKey,
  run: AskedRun<T>,
  onProgress: (progress: Progress | null) => void,
) {
  return {
    queryKey,
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => {
      onProgress(null);
      return run({ signal, onProgress });
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
  };
}

/** Measures on a click, or at once where that is quick. */
export function useAsked<T>(queryKey: QueryKey, run: AskedRun<T>, atOnce = false): Asked<T> {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const query = useQuery({ ...askedQuery(queryKey, run, setProgress), enabled: atOnce });
  return {
    data: query.data,
    running: query.isFetching,
    progress,
    error: query.error && !query.isFetching ? toAppError(query.error) : null,
    measure: () => void query.refetch(),
    cancel: () => void queries.cancelQueries({ queryKey }),
  };
}
