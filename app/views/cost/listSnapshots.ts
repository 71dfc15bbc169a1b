import type { ParetoSnapshot, SnapshotView } from '../../../src/index.ts';

/** What a Pareto chart can set accuracy against. */
export const COSTS = [
  'keptWeights',
  'effectiveMacs',
  'macs',
  'params',
  'bytes.bitmap',
  'bytes.csr',
  'bytes.dense',
] as const;
export type Cost = (typeof COSTS)[number];

/** A done snapshot as the front needs it; its name is its id, so that no two are the same. */
export function toParetoSnapshot({ id, summary }: SnapshotView): ParetoSnapshot {
  const { keptWeights, params, effectiveMacs, macs, bytes } = summary.cost.totals;
  return {
    name: id,
    accuracy: summary.accuracy.accuracy,
    keptWeights,
    params,
    effectiveMacs,
    macs,
    bytes: { ...bytes },
  };
}

/** One cost of a snapshot. */
export function costOf(snapshot: ParetoSnapshot, cost: Cost): number {
  switch (cost) {
    case 'keptWeights':
    case 'effectiveMacs':
    case 'macs':
    case 'params':
      return snapshot[cost];
    case 'bytes.bitmap':
    case 'bytes.csr':
    case 'bytes.dense':
      return snapshot.bytes[cost.slice('bytes.'.length)]!;
    default:
      return cost satisfies never;
  }
}
