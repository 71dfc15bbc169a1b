import { useIsFetching, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type AppError,
  type Measurements,
  type MeasureRequest,
  type Progress,
  type SnapshotView,
  toAppError,
} from '../../../src/index.ts';
import { useClient, useLab } from '../../store/labContext.ts';

export type MeasurementName = keyof Measurements;

/** How a thing is measured, without its name. */
export type MeasurementOptions = Partial<Omit<MeasureRequest, 'what'>>;

/** What is known of a measurement that waits for a click. */
export interface Measurement<T> {
  readonly data: T | undefined;
  readonly running: boolean;
  /** True while another measurement of this view runs: times are taken one at a time. */
  readonly blocked: boolean;
  readonly progress: Progress | null;
  readonly error: AppError | null;
  measure(): void;
  cancel(): void;
}

const ROOT = 'cost';

/** Measures one thing of a snapshot on a click; the result is kept with the snapshot, the backend and the options. */
export function useMeasurement<M extends MeasurementName>(
  snapshot: SnapshotView | undefined,
  what: M,
  options: MeasurementOptions = {},
): Measurement<NonNullable<Measurements[M]>> {
  const client = useClient();
  const queries = useQueryClient();
  const backend = useLab((state) => state.backend?.name);
  const [progress, setProgress] = useState<Progress | null>(null);
  const queryKey = [ROOT, what, snapshot?.id, backend, options];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      setProgress(null);
      const step: MeasureRequest = { granularity: 'weight', ...options, what: [what] };
      const run = { signal, onProgress: setProgress };
      const measured = await client.run('measure', { id: snapshot!.id, step }, run);
      return measured[what] as NonNullable<Measurements[M]>;
    },
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
  });
  const fetching = useIsFetching({ queryKey: [ROOT] });
  return {
    data: query.data,
    running: query.isFetching,
    blocked: fetching > 0 && !query.isFetching,
    progress,
    error: query.error && !query.isFetching ? toAppError(query.error) : null,
    measure: () => void query.refetch(),
    cancel: () => void queries.cancelQueries({ queryKey }),
  };
}
