import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type AppError,
  type CriterionId,
  type LabClient,
  type MeasuredAgreement,
  type Progress,
  type SnapshotId,
  toAppError,
} from '../../../src/index.ts';
import { useClient } from '../../store/labContext.ts';
import { imagesOf, isMeasured } from './filterCriteria.ts';
import { type LayerRanks, readRanks } from './ranks.ts';

/** Images of every criterion where all are asked at once. */
export const IMAGES_FOR_ALL = 256;

/** Something that is measured when it is asked for, and can be stopped. */
export interface Asked<T> {
  readonly data: T | undefined;
  readonly running: boolean;
  readonly progress: Progress | null;
  readonly error: AppError | null;
  readonly measure: () => void;
  readonly cancel: () => void;
}

type Run<T> = (options: Parameters<LabClient['run']>[2]) => Promise<T>;

function useAsked<T>(queryKey: QueryKey, atOnce: boolean, run: Run<T>): Asked<T> {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      setProgress(null);
      return run({ signal, onProgress: setProgress });
    },
    enabled: atOnce,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
  });
  return {
    data: query.data as T | undefined,
    running: query.isFetching,
    progress,
    error: query.error && !query.isFetching ? toAppError(query.error) : null,
    measure: () => void query.refetch(),
    cancel: () => void queries.cancelQueries({ queryKey }),
  };
}

const ranksKey = (id: SnapshotId, layer: string, criterion: CriterionId) => ['ranks', id, layer, criterion];

/** The order that a criterion gives the filters of a layer; null waits. What removes every filter is measured on a click. */
export function useLayerRanks(
  id: SnapshotId,
  layer: string | null,
  criterion: CriterionId | null,
): Asked<LayerRanks> {
  const client = useClient();
  const asks = layer !== null && criterion !== null;
  return useAsked(
    ranksKey(id, layer ?? '', criterion ?? 'l1'),
    asks && !isMeasured(criterion),
    async (options) => {
      const images = imagesOf(criterion!);
      // A report compares two at least; the other one takes next to nothing.
      const partner = criterion === 'l1' ? 'l2' : 'l1';
      const step = {
        what: ['agreement' as const],
        granularity: 'filter' as const,
        layers: [layer!],
        criteria: [criterion!, partner] satisfies CriterionId[],
        ...(images > 0 ? { images } : {}),
      };
      const { agreement } = await client.run('measure', { id, step }, options);
      return readRanks(agreement!, () => images)[0]!;
    },
  );
}

/** All criteria that can rank a layer's filters, compared with each other; on a click. */
export function useFullAgreement(id: SnapshotId, layer: string): Asked<MeasuredAgreement> {
  const client = useClient();
  const queries = useQueryClient();
  return useAsked(['agreement', id, layer], false, async (options) => {
    const step = {
      what: ['agreement' as const],
      granularity: 'filter' as const,
      layers: [layer],
      images: IMAGES_FOR_ALL,
    };
    const { agreement } = await client.run('measure', { id, step }, options);
    const images = (criterion: CriterionId) => (imagesOf(criterion) > 0 ? IMAGES_FOR_ALL : 0);
    for (const ranks of readRanks(agreement!, images)) {
      queries.setQueryData(ranksKey(id, layer, ranks.criterion), ranks);
    }
    return agreement!;
  });
}
