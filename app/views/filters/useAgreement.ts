import { useQueryClient } from '@tanstack/react-query';
import type { CriterionId, MeasuredAgreement, SnapshotId } from '../../../src/index.ts';
import { useClient } from '../../store/labContext.ts';
import { type Asked, useAsked } from '../useAsked.ts';
import { imagesOf, isMeasured } from './filterCriteria.ts';
import { type LayerRanks, readRanks } from './ranks.ts';

/** Images of every criterion where all are asked at once. */
export const IMAGES_FOR_ALL = 256;

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
    asks && !isMeasured(criterion),
  );
}

/** All criteria that can rank a layer's filters, compared with each other; on a click. */
export function useFullAgreement(id: SnapshotId, layer: string): Asked<MeasuredAgreement> {
  const client = useClient();
  const queries = useQueryClient();
  return useAsked(['agreement', id, layer], async (options) => {
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
