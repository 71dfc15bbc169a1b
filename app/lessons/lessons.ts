import { APOZ } from './courses/apoz.ts';
import { GRADIENTS } from './courses/gradients.ts';
import { INIT } from './courses/init.ts';
import { LOTTERY } from './courses/lottery.ts';
import { PIPELINE } from './courses/pipeline.ts';
import { RESIDUAL } from './courses/residual.ts';
import { SENSITIVITY } from './courses/sensitivity.ts';
import { SLIMMING } from './courses/slimming.ts';
import { SPARSITY } from './courses/sparsity.ts';
import { STRUCTURE } from './courses/structure.ts';
import type { Lesson } from './lesson.ts';
import type { LessonId } from './lessonIds.ts';

/** All lessons by id. */
export const LESSONS: Readonly<Record<LessonId, Lesson>> = {
  sparsity: SPARSITY,
  pipeline: PIPELINE,
  sensitivity: SENSITIVITY,
  apoz: APOZ,
  structure: STRUCTURE,
  slimming: SLIMMING,
  residual: RESIDUAL,
  gradients: GRADIENTS,
  lottery: LOTTERY,
  init: INIT,
};
