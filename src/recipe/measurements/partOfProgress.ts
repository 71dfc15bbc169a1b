import { createProgressMeter, type Progress } from '../../base/progress.ts';

interface Told {
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * A run whose progress is that of one of several parts of equal length, with the time left of all of them at the pace
 * so far.
 */
export function partOfProgress<R extends Told>(run: R, index: number, parts: number): R {
  const { onProgress } = run;
  if (!onProgress) return run;
  const measure = createProgressMeter(1);
  return {
    ...run,
    onProgress({ done, total }: Progress) {
      const share = total === 0 ? 0 : done / total;
      const { remainingMs } = measure(share);
      // What this part has taken for its share, the parts still to come will take for theirs.
      const partMs = remainingMs === undefined || share >= 1 ? remainingMs : remainingMs / (1 - share);
      onProgress({
        done: index + share,
        total: parts,
        ...(remainingMs === undefined
          ? {}
          : { remainingMs: remainingMs + (partMs ?? 0) * (parts - index - 1) }),
      });
    },
  };
}
