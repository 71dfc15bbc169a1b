import { useState } from 'react';
import type { ActivationReport, SnapshotId } from '../../../src/index.ts';
import type { JobQuery } from '../useJobQuery.ts';
import { useKeptMeasure } from '../useKeptMeasure.ts';
import { useApoz } from './useApoz.ts';

/** Test images that the report is made from. */
export const REPORT_IMAGES = 1000;

export interface ActivationReportQuery extends Pick<JobQuery<'measure'>, 'error' | 'retry' | 'progress'> {
  readonly report: ActivationReport | undefined;
  readonly stale: boolean;
  readonly running: boolean;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** The long report of a snapshot's activations: it waits until the quick APoZ is there, and can be cancelled. */
export function useActivationReport(id: SnapshotId): ActivationReportQuery {
  const [cancelled, setCancelled] = useState<SnapshotId | null>(null);
  const apoz = useApoz(id);
  const isQuickDone = (apoz.data !== undefined && !apoz.stale) || apoz.error !== null;
  const isWanted = cancelled !== id;
  const query = useKeptMeasure(
    isWanted && isQuickDone
      ? { id, step: { what: ['activations'], images: REPORT_IMAGES, granularity: 'filter' } }
      : null,
  );
  return {
    report: isWanted ? query.data?.activations : undefined,
    stale: query.stale,
    error: query.error,
    retry: query.retry,
    progress: query.progress,
    running: isWanted && !query.error && (query.data === undefined || query.stale),
    start: () => setCancelled(null),
    cancel: () => {
      query.cancel();
      setCancelled(id);
    },
  };
}
