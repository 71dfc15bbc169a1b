import type { CriterionId } from '../prune.ts';
import { APOZ } from './apoz.ts';
import { BATCH_NORM_SCALE } from './batchNormScale.ts';
import type { Criterion } from './criterion.ts';
import { FISHER } from './fisher.ts';
import { FPGM } from './fpgm.ts';
import { GRASP } from './grasp.ts';
import { HRANK } from './hrank.ts';
import { KL } from './kl.ts';
import { L1 } from './l1.ts';
import { L2 } from './l2.ts';
import { LAMP } from './lamp.ts';
import { MAGNITUDE } from './magnitude.ts';
import { MEAN_ACTIVATION } from './meanActivation.ts';
import { ORACLE } from './oracle.ts';
import { RANDOM } from './random.ts';
import { SNIP } from './snip.ts';
import { SYNFLOW } from './synflow.ts';
import { TAYLOR_ACTIVATION, TAYLOR_ACTIVATION_ABS } from './taylorActivation.ts';
import { TAYLOR_BATCH_NORM } from './taylorBatchNorm.ts';
import { TAYLOR_WEIGHT } from './taylorWeight.ts';

/** All criteria by id; forms, checks, tests and the table in the docs are made from it. */
export const CRITERIA: Readonly<Record<CriterionId, Criterion>> = {
  magnitude: MAGNITUDE,
  random: RANDOM,
  l1: L1,
  l2: L2,
  lamp: LAMP,
  fpgm: FPGM,
  batchNormScale: BATCH_NORM_SCALE,
  apoz: APOZ,
  meanActivation: MEAN_ACTIVATION,
  hrank: HRANK,
  taylorWeight: TAYLOR_WEIGHT,
  taylorActivation: TAYLOR_ACTIVATION,
  taylorActivationAbs: TAYLOR_ACTIVATION_ABS,
  taylorBatchNorm: TAYLOR_BATCH_NORM,
  fisher: FISHER,
  snip: SNIP,
  grasp: GRASP,
  synflow: SYNFLOW,
  kl: KL,
  oracle: ORACLE,
};
