import { defaultCriterionOf } from '../analysis/sensitivity/createLayerPruner.ts';
import type { SensitivityRequest } from '../analysis/sensitivity/sensitivity.ts';
import type { MeasureStep } from './schema.ts';

/** What a measure step prunes to see how much each layer bears. */
export function toSensitivityRequest({
  granularity,
  criterion = defaultCriterionOf(granularity),
  layers,
  block,
}: Pick<MeasureStep, 'granularity' | 'criterion' | 'layers' | 'block'>): SensitivityRequest {
  return { granularity, criterion, layers, block };
}
