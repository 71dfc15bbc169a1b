import { useIsFetching } from '@tanstack/react-query';
import type { Measurements, SnapshotView } from '../../../src/index.ts';
import { useClient, useLab } from '../../store/labContext.ts';
import { type Asked, useAsked } from '../useAsked.ts';
import {
  MEASUREMENTS_KEY,
  type MeasurementName,
  type MeasurementOptions,
  toMeasurement,
} from './measurementQuery.ts';

/** What is known of a measurement that waits for a click. */
export interface Measurement<T> extends Asked<T> {
  /** True while another measurement of this view runs: times are taken one at a time. */
  readonly blocked: boolean;
}

/** Measures one thing of a snapshot on a click; the result is kept with the snapshot, the backend and the options. */
export function useMeasurement<M extends MeasurementName>(
  snapshot: SnapshotView | undefined,
  what: M,
  options: MeasurementOptions = {},
): Measurement<NonNullable<Measurements[M]>> {
  const client = useClient();
  const backend = useLab((state) => state.backend?.name);
  const { queryKey, run } = toMeasurement(client, snapshot?.id, what, backend, options);
  const asked = useAsked(queryKey, run);
  const fetching = useIsFetching({ queryKey: [MEASUREMENTS_KEY] });
  return { ...asked, blocked: fetching > 0 && !asked.running };
}
