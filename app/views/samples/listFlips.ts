import type { BehaviourChange, Flip } from '../../../src/index.ts';

/** Which matrix a cell was picked in. */
export type MatrixOf = 'before' | 'after' | 'difference';

/** A cell of a confusion matrix: a true class and a predicted one. */
export interface PickedCell {
  readonly of: MatrixOf;
  readonly truth: number;
  readonly predicted: number;
}

export const FLIP_KINDS = ['rightToWrong', 'wrongToRight', 'wrongToWrong'] as const;
export type FlipKind = (typeof FLIP_KINDS)[number];

/** Whether a flipped image stood in a cell before, stands in it after, or either, by the matrix it was picked in. */
function isInCell(flip: Flip, { of, truth, predicted }: PickedCell): boolean {
  if (flip.label !== truth) return false;
  const wasThere = flip.before === predicted;
  const isThere = flip.after === predicted;
  return of === 'before' ? wasThere : of === 'after' ? isThere : wasThere || isThere;
}

/** The listed flips of one kind; those of a picked cell, of all kinds, where there is one. */
export function listFlips(change: BehaviourChange, kind: FlipKind, cell: PickedCell | null): readonly Flip[] {
  if (!cell) return change[kind].entries;
  return FLIP_KINDS.flatMap((every) => change[every].entries).filter((flip) => isInCell(flip, cell));
}
