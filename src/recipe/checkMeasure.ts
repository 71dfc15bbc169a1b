import { toPruneRequest } from '../analysis/sensitivity/createLayerPruner.ts';
import { AppError } from '../base/errors.ts';
import type { NetworkSpec } from '../network/spec.ts';
import { checkPrune } from '../pruning/checkPrune.ts';
import { CRITERIA } from '../pruning/criteria/criteria.ts';
import type { CriterionId } from '../pruning/prune.ts';
import type { MeasureStep } from './schema.ts';
import { toSensitivityRequest } from './toSensitivityRequest.ts';

function impossible(message: string): AppError {
  return new AppError('step-impossible', message);
}

/** True where a seed changes what sensitivity measures. */
function dependsOnSeed(step: MeasureStep): boolean {
  return step.fineTune !== undefined || CRITERIA[toSensitivityRequest(step).criterion].needs.includes('seed');
}

function checkSensitivity(spec: NetworkSpec, step: MeasureStep): void {
  checkPrune(spec, toPruneRequest(toSensitivityRequest(step)));
  if (step.seeds && !dependsOnSeed(step)) {
    throw impossible('seeds change nothing here (expected criterion random or fineTune)');
  }
}

/** The criteria that can rank at least one layer of a network at a step's granularity; `criteria` where the step names some. */
export function listAgreementCriteria(spec: NetworkSpec, step: MeasureStep): readonly CriterionId[] {
  const { granularity } = step;
  const ids = step.criteria ?? (Object.keys(CRITERIA) as CriterionId[]);
  return ids.filter((criterion) => {
    if (!step.criteria && !CRITERIA[criterion].granularities.includes(granularity)) return false;
    try {
      checkPrune(spec, toPruneRequest({ ...toSensitivityRequest(step), criterion }));
      return true;
    } catch (thrown) {
      if (step.criteria) throw thrown;
      return false;
    }
  });
}

/** Throws `step-impossible` where a measure step cannot be done on a network; does no other work. */
export function checkMeasure(spec: NetworkSpec, step: MeasureStep): void {
  if (step.what.includes('sensitivity')) checkSensitivity(spec, step);
  if (step.what.includes('agreement') && listAgreementCriteria(spec, step).length < 2) {
    throw impossible(`fewer than two criteria can rank granularity ${step.granularity} of ${spec.name}`);
  }
}
