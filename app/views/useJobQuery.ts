import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AppError, JobName, Jobs, Progress } from '../../src/index.ts';
import { toAppError } from '../../src/index.ts';
import { useClient } from '../store/labContext.ts';
import { jobQuery } from './jobQuery.ts';

/** What a view knows of a job it asked for. */
export interface JobQuery<N extends JobName> {
  readonly data: Jobs[N]['result'] | undefined;
  /** True where `data` still belongs to the parameters before. */
  readonly stale: boolean;
  readonly error: AppError | null;
  readonly progress: Progress | null;
  readonly retry: () => void;
}

/** Runs a worker job for a view and keeps its result; snapshots never change, so it is asked once. Null params wait. */
export function useJobQuery<N extends JobName>(job: N, params: Jobs[N]['params'] | null): JobQuery<N> {
  const client = useClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const query = useQuery({
    ...jobQuery(client, job, params, setProgress),
    enabled: params !== null,
    placeholderData: keepPreviousData,
  });
  return {
    data: query.data as Jobs[N]['result'] | undefined,
    stale: query.isPlaceholderData,
    error: query.error ? toAppError(query.error) : null,
    progress,
    retry: () => void query.refetch(),
  };
}
