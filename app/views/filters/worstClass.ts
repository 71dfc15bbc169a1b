import type { PreviewResult } from '../../../src/index.ts';

export interface ClassChange {
  readonly label: number;
  readonly before: number;
  readonly after: number;
}

type ClassAccuracies = Pick<PreviewResult, 'perClassAccuracy' | 'perClassAccuracyBefore'>;

/** The class whose accuracy falls most, the first of equal ones; undefined where none falls. */
export function maybeWorstClass(preview: ClassAccuracies): ClassChange | undefined {
  let worst: ClassChange | undefined;
  for (const [label, before] of preview.perClassAccuracyBefore.entries()) {
    const after = preview.perClassAccuracy[label] ?? before;
    if (before - after > (worst ? worst.before - worst.after : 0)) worst = { label, before, after };
  }
  return worst;
}
