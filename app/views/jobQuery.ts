import type { JobName, Jobs, LabClient, Progress } from '../../src/index.ts';

/** A worker job as a query: its name and parameters are the key, and its result holds for good. */
export function jobQuery<N extends JobName>(
  client: LabClient,
  job: N,
  params: Jobs[N]['params'] | null,
  onProgress?: (progress: Progress | null) => void,
) {
  return {
    queryKey: [job, params],
    queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
      onProgress?.(null);
      return client.run(job, params!, { signal, ...(onProgress ? { onProgress } : {}) });
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
  };
}
