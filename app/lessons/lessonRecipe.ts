import type { Recipe } from '../../src/index.ts';
import type { LessonId } from './lessonIds.ts';

/** What a link to a lesson opens; the lessons are loaded only then. */
export function lessonRecipe(id: LessonId): () => Promise<Recipe> {
  return async () => (await import('./lessons.ts')).LESSONS[id].recipe;
}
