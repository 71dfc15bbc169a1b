import type { PlotOptions } from '@observablehq/plot';
import type { RecipeResult } from '../../src/recipe/toResult.ts';

/** A picture of docs/methods.md. */
export interface Figure {
  /** Of its file. */
  readonly name: string;
  /** Files of public/recipes whose results it draws. */
  readonly recipes: readonly string[];
  readonly draw: (results: readonly RecipeResult[]) => PlotOptions;
}

/** What a measure step of a result measured; throws where it is not there. */
export function measured<K extends keyof RecipeResult['measurements'][string]>(
  result: RecipeResult,
  snapshot: string,
  what: K,
): NonNullable<RecipeResult['measurements'][string][K]> {
  const found = result.measurements[snapshot]?.[what];
  if (!found) throw new Error(`no ${what} of ${snapshot} in the result`);
  return found;
}

/** A snapshot of a result; throws where it is not there. */
export function snapshotOf(result: RecipeResult, name: string) {
  const found = result.snapshots.find((snapshot) => snapshot.name === name);
  if (!found) throw new Error(`no snapshot ${name} in the result`);
  return found;
}
