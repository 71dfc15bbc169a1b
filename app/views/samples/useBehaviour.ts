import { useState } from 'react';
import type { MeasuredBehaviour, SnapshotId } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import type { JobQuery } from '../useJobQuery.ts';
import { useKeptMeasure } from '../useKeptMeasure.ts';

/** Enough to see what changed, few enough to be there within seconds. */
export const FIRST_IMAGES = 2000;

type Extent = 'first' | 'all' | 'none';

export interface Behaviour extends Pick<JobQuery<'measure'>, 'error' | 'retry' | 'progress'> {
  /** Of these two snapshots, or, while `stale`, of those looked at before. */
  readonly report: MeasuredBehaviour | undefined;
  readonly stale: boolean;
  readonly running: boolean;
  /** Images of the measurement that runs, or ran last. */
  readonly images: number;
  /** All test images of the recipe. */
  readonly total: number;
  readonly measureFirst: () => void;
  readonly measureAll: () => void;
  /** Back to the smaller measurement where that is done, else to none. */
  readonly cancel: () => void;
}

/** What two snapshots do with the first test images, and with all of them where asked for. */
export function useBehaviour(a: SnapshotId, before: SnapshotId): Behaviour {
  const inSplit = useLab((state) => state.manifest?.splits.test.count);
  const testSize = useLab((state) => state.header.dataset.testSize);
  const total = Math.min(testSize ?? Number.POSITIVE_INFINITY, inSplit ?? FIRST_IMAGES);
  const key = `${a} ${before}`;
  const [choice, setChoice] = useState<{ readonly key: string; readonly extent: Extent }>();
  const extent = choice?.key === key ? choice.extent : 'first';
  const choose = (next: Extent) => setChoice({ key, extent: next });
  const query = useKeptMeasure(
    inSplit === undefined || extent === 'none'
      ? null
      : {
          id: a,
          against: before,
          step: {
            what: ['behaviour'],
            granularity: 'filter',
            ...(extent === 'first' ? { images: FIRST_IMAGES } : {}),
          },
        },
  );
  return {
    report: extent === 'none' ? undefined : query.data?.behaviour,
    stale: query.stale,
    error: query.error,
    retry: query.retry,
    progress: query.progress,
    running: extent !== 'none' && !query.error && (query.data === undefined || query.stale),
    images: extent === 'all' ? total : Math.min(FIRST_IMAGES, total),
    total,
    measureFirst: () => choose('first'),
    measureAll: () => choose('all'),
    cancel: () => {
      query.cancel();
      choose(extent === 'all' ? 'first' : 'none');
    },
  };
}
