import { AppError } from '../base/errors.ts';
import { APOZ_TRIMMING } from './apozTrimming.ts';
import { CURL } from './curl.ts';
import { DEEP_COMPRESSION } from './deepCompression.ts';
import { DGC } from './dgc.ts';
import { HAN_LENET_5, HAN_LENET_300_100 } from './hanPruning.ts';
import { HAN_TRADEOFF } from './hanTradeoff.ts';
import { LOTTERY_LENET_300_100 } from './lottery.ts';
import { SCRATCH } from './scratch.ts';
import { SENSITIVITY_ORDER } from './sensitivityOrder.ts';
import { SLIMMING_CLIFF } from './slimmingCliff.ts';
import { SLIMMING_MLP } from './slimmingMlp.ts';
import { SNIP } from './snip.ts';
import type { Study } from './study.ts';
import { SYNFLOW_COLLAPSE } from './synflowCollapse.ts';

/** All studies, those that take least time first. */
export const STUDIES: readonly Study[] = [
  SYNFLOW_COLLAPSE,
  HAN_LENET_300_100,
  SCRATCH,
  SLIMMING_MLP,
  HAN_LENET_5,
  SENSITIVITY_ORDER,
  DEEP_COMPRESSION,
  APOZ_TRIMMING,
  HAN_TRADEOFF,
  SNIP,
  DGC,
  LOTTERY_LENET_300_100,
  SLIMMING_CLIFF,
  CURL,
];

/** The study of that name; throws `invalid-recipe`, listing the known ones. */
export function findStudy(id: string): Study {
  const study = STUDIES.find((candidate) => candidate.id === id);
  if (study) return study;
  const known = STUDIES.map((candidate) => candidate.id).join(', ');
  throw new AppError('invalid-recipe', `unknown study: ${id} (expected one of ${known})`, {
    study: id,
    known,
  });
}
