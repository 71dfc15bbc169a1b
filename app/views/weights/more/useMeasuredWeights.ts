import type { Jobs } from '../../../../src/index.ts';
import { useJobQuery } from '../../useJobQuery.ts';
import { useSnapshotA } from '../../useSnapshots.ts';

const STEP: Jobs['measure']['params']['step'] = { what: ['weights'], granularity: 'weight' };

/** Statistics of every tensor of snapshot A and the mask of its first layer; asked once for all that shows them. */
export function useMeasuredWeights() {
  const a = useSnapshotA();
  const query = useJobQuery('measure', a ? { id: a.id, step: STEP } : null);
  return { ...query, weights: query.data?.weights };
}
