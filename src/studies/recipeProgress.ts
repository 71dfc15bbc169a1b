import type { RecipeEvent } from '../recipe/runRecipe.ts';
import type { Recipe } from '../recipe/schema.ts';
import { estimateWork } from './estimateWork.ts';

/** Creates a listener of a running recipe that tells how much of all its steps is done, 0…1, by their estimated work. */
export function createRecipeProgress(
  recipe: Recipe,
  onShare: (share: number) => void,
): (event: RecipeEvent) => void {
  const work = estimateWork(recipe);
  const total = work.reduce((sum, part) => sum + part, 0);
  let before = 0;
  let part = 0;
  return (event) => {
    if (event.kind === 'step') {
      before = work.slice(0, event.index).reduce((sum, done) => sum + done, 0);
      part = work[event.index]!;
      onShare(before / total);
    } else if (event.kind === 'progress') {
      onShare((before + part * (event.progress.done / event.progress.total)) / total);
    }
  };
}
