import type { LabClient, Measurements, MeasureRequest, Progress, SnapshotId } from '../../../src/index.ts';
import { type AskedRun, askedQuery } from '../useAsked.ts';

export type MeasurementName = keyof Measurements;

/** How a thing is measured, without its name. */
export type MeasurementOptions = Partial<Omit<MeasureRequest, 'what'>>;

/** Of what is measured a whole: times are taken one at a time. */
export const MEASUREMENTS_KEY = 'cost';

/** The batch and the runs of the latency that the view shows. */
export const LATENCY_OPTIONS = { batchSize: 64, runs: 30 } as const;

/** One measurement of a snapshot: its result belongs to snapshot, backend and options. */
export function toMeasurement<M extends MeasurementName>(
  client: LabClient,
  id: SnapshotId | undefined,
  what: M,
  backend: string | undefined,
  options: MeasurementOptions,
) {
  const run: AskedRun<NonNullable<Measurements[M]>> = async (running) => {
    const step: MeasureRequest = { granularity: 'weight', ...options, what: [what] };
    const measured = await client.run('measure', { id: id!, step }, running);
    return measured[what] as NonNullable<Measurements[M]>;
  };
  return { queryKey: [MEASUREMENTS_KEY, what, id, backend, options], run };
}

/** The same as a query, for who is no component. */
export function measurementQuery<M extends MeasurementName>(
  client: LabClient,
  id: SnapshotId | undefined,
  what: M,
  backend: string | undefined,
  options: MeasurementOptions,
  onProgress: (progress: Progress | null) => void,
) {
  const { queryKey, run } = toMeasurement(client, id, what, backend, options);
  return askedQuery(queryKey, run, onProgress);
}
