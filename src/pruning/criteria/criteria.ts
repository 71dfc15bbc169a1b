import type { CriterionId } from '../prune.ts';
import { APOZ } from './apoz.ts';
import type { Criterion } from './criterion.ts';
import { L1 } from './l1.ts';
import { MAGNITUDE } from './magnitude.ts';

/** All criteria by id; forms, checks and tests are made from it. */
export const CRITERIA: Readonly<Record<CriterionId, Criterion>> = {
  magnitude: MAGNITUDE,
  l1: L1,
  apoz: APOZ,
};
