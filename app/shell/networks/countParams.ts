import type { NetworkSpec } from '../../../src/index.ts';
import { isTrained, listWeights, sizeOf } from './networks.ts';

/** Values that training changes, of each node that has any, by its name. */
export function countNodeParams(spec: NetworkSpec): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { node, role, shape } of listWeights(spec)) {
    if (isTrained(role)) counts.set(node, (counts.get(node) ?? 0) + sizeOf(shape));
  }
  return counts;
}

/** Values that training changes, of a whole network. */
export function countParams(spec: NetworkSpec): number {
  return [...countNodeParams(spec).values()].reduce((sum, count) => sum + count, 0);
}
