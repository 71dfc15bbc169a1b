import type { AgreementReport } from '../../analysis/agreement/agreement.ts';
import { computeAgreement } from '../../analysis/agreement/computeAgreement.ts';
import { toPruneRequest } from '../../analysis/sensitivity/createLayerPruner.ts';
import { AppError } from '../../base/errors.ts';
import type { RunOptions } from '../../engine/engine.ts';
import type { CriterionId } from '../../pruning/prune.ts';
import { listKeptUnits, scoreUnits } from '../../pruning/scoreUnits.ts';
import { listAgreementCriteria } from '../checkMeasure.ts';
import { collectStatistics } from '../collectStatistics.ts';
import { deriveStepSeed } from '../deriveStepSeed.ts';
import type { RunContext } from '../runContext.ts';
import type { MeasureStep } from '../schema.ts';
import type { Snapshot } from '../snapshot.ts';
import { toSensitivityRequest } from '../toSensitivityRequest.ts';
import type { Measurer } from './measurer.ts';
import { partOfProgress } from './partOfProgress.ts';

/** How far criteria agree, with those that could not be asked. */
export interface MeasuredAgreement extends AgreementReport {
  /** Criteria that the step did not name and whose statistics came out as no number, with the sentence that says so. */
  readonly leftOut: readonly { readonly criterion: CriterionId; readonly reason: string }[];
}

async function scoreByOne(
  context: RunContext,
  snapshot: Snapshot,
  step: MeasureStep,
  criterion: CriterionId,
  run: RunOptions,
) {
  const { images } = step;
  const request = toPruneRequest({ ...toSensitivityRequest(step), criterion });
  const statistics = await collectStatistics(context, snapshot, { ...request, images }, run);
  return scoreUnits(snapshot.spec, snapshot.weights, snapshot.masks, request, statistics);
}

/** Lets each criterion score the units, collecting what it needs from training images, and compares the orders. */
export const measureAgreement: Measurer<'agreement'> = async (context, snapshot, step, run) => {
  const criteria = listAgreementCriteria(snapshot.spec, step);
  const scores = new Map<CriterionId, ReadonlyMap<string, Float64Array>>();
  const leftOut: MeasuredAgreement['leftOut'][number][] = [];
  const { signal, onProgress } = run;
  const quiet: RunOptions = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
  for (const [index, criterion] of criteria.entries()) {
    const part = partOfProgress(quiet, index, criteria.length);
    try {
      scores.set(criterion, await scoreByOne(context, snapshot, step, criterion, part));
    } catch (thrown) {
      if (step.criteria || !(thrown instanceof AppError && thrown.code === 'not-a-number')) throw thrown;
      leftOut.push({ criterion, reason: thrown.message });
    }
  }
  const { granularity } = step;
  const request = toPruneRequest(toSensitivityRequest(step));
  const kept = listKeptUnits(snapshot.spec, snapshot.masks, request);
  const seed = deriveStepSeed(context.seed, snapshot.depth, 'measure');
  const report = await computeAgreement({ granularity, kept, scores }, { seed }, signal ? { signal } : {});
  return { ...report, leftOut };
};
