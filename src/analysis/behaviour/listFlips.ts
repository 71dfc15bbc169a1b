import type { Flip, FlipList } from './behaviour.ts';
import type { Predictions } from './predictions.ts';

/** Flips that a list holds of all, and besides them of each way from class to class. */
export const MOST_FLIPS = { all: 200, each: 5 } as const;

export interface FlipLists {
  readonly rightToWrong: FlipList;
  readonly wrongToRight: FlipList;
  readonly wrongToWrong: FlipList;
}

/** The flips by which the true class lost most probability first, or gained most with `sign` 1; of equal ones the first image. */
function toList(flips: readonly Flip[], sign: 1 | -1): FlipList {
  const moved = (flip: Flip) => sign * (flip.probabilityAfter - flip.probabilityBefore);
  const sorted = flips.toSorted((a, b) => moved(b) - moved(a) || a.index - b.index);
  const seen = new Map<string, number>();
  const entries = sorted.filter(({ label, before, after }, place) => {
    const way = `${label} ${before} ${after}`;
    const count = (seen.get(way) ?? 0) + 1;
    seen.set(way, count);
    return place < MOST_FLIPS.all || count <= MOST_FLIPS.each;
  });
  return { count: flips.length, entries };
}

/** The images that two networks predict differently. */
export function listFlips(before: Predictions, after: Predictions): FlipLists {
  const flips: Flip[] = [];
  for (const [index, label] of before.labels.entries()) {
    if (before.predicted[index] === after.predicted[index]) continue;
    flips.push({
      index,
      label,
      before: before.predicted[index]!,
      after: after.predicted[index]!,
      confidenceBefore: before.confidences[index]!,
      confidenceAfter: after.confidences[index]!,
      probabilityBefore: before.probabilities[index]!,
      probabilityAfter: after.probabilities[index]!,
    });
  }
  const wasRight = (flip: Flip) => flip.before === flip.label;
  const isRight = (flip: Flip) => flip.after === flip.label;
  return {
    rightToWrong: toList(flips.filter(wasRight), -1),
    wrongToRight: toList(flips.filter(isRight), 1),
    wrongToWrong: toList(
      flips.filter((flip) => !wasRight(flip) && !isRight(flip)),
      -1,
    ),
  };
}
