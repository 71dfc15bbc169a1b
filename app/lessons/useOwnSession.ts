import { useEffect, useState } from 'react';
import { useLab, useLabStore } from '../store/labContext.ts';
import type { Lesson } from './lesson.ts';
import { startsAs } from './recipes.ts';

export interface OwnSession {
  /** True where the open session starts as the lesson's recipe does. */
  readonly fits: boolean;
  /** True while the person is asked whether the lesson may open its own. */
  readonly asking: boolean;
  open(): void;
}

/**
 * Sees to it that a lesson stands on its own recipe: opened at once where nothing was done yet, else after asking. A
 * lesson that `goesOn` takes an open session that starts like it.
 */
export function useOwnSession({ recipe }: Lesson, goesOn: boolean): OwnSession {
  const store = useLabStore();
  const fits = useLab(({ header }) => startsAs(header, recipe));
  const [asking, setAsking] = useState(() => {
    const { nodes, header } = store.getState();
    return nodes.length > 1 && !(goesOn && startsAs(header, recipe));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the lesson is opened
  useEffect(() => {
    const { header, openRecipe } = store.getState();
    if (!asking && !startsAs(header, recipe)) void openRecipe(recipe);
  }, []);
  return {
    fits,
    asking,
    open() {
      setAsking(false);
      void store.getState().openRecipe(recipe);
    },
  };
}
