import type { SnapshotId } from '../../../src/index.ts';
import { useJobQuery } from '../useJobQuery.ts';

const APOZ_IMAGES = 1000;

/** How often each channel of a snapshot puts out 0, over the first test images. */
export function useApoz(id: SnapshotId) {
  return useJobQuery('measure', {
    id,
    step: { what: ['apoz'], images: APOZ_IMAGES, granularity: 'filter' },
  });
}
