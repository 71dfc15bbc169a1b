/** The lessons in their order; part of the first script, since links name them. */
export const LESSON_IDS = [
  'sparsity',
  'pipeline',
  'sensitivity',
  'apoz',
  'structure',
  'slimming',
  'residual',
  'gradients',
  'lottery',
  'init',
] as const;
export type LessonId = (typeof LESSON_IDS)[number];
