import { applyMasks } from '../../pruning/applyMasks.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { collectStatistics } from '../collectStatistics.ts';
import type { StepHandler } from './stepHandler.ts';

/** Masks what matters least by the step's criterion. */
export const prune: StepHandler<'prune'> = async (context, snapshot, step, { signal }) => {
  const statistics = await collectStatistics(context, snapshot, step, signal ? { signal } : {});
  const { masks, report } = computePrune(snapshot.spec, snapshot.weights, snapshot.masks, step, statistics);
  return { masks, weights: applyMasks(snapshot.weights, masks), summary: { prune: report } };
};
