import type { LatencyReport } from '../../../src/index.ts';

/** What the measured times allow to be said. */
export interface LatencyVerdict {
  /** `slow` where the masked median lies within or above the spread of the dense net; absent where not measured. */
  readonly masked: 'slow' | 'fast' | undefined;
  /** Share of the dense time that was saved by masking. */
  readonly maskedGain: number;
  /** Compacted median over dense median; undefined where nothing could be compacted. */
  readonly compactedShare: number | undefined;
}

/** Compares the measured variants; masked counts as faster only below the dense net's 10th percentile. */
export function judgeLatency({ series }: LatencyReport): LatencyVerdict {
  const find = (variant: string) => series.find((entry) => entry.variant === variant);
  const dense = find('dense');
  const masked = find('masked');
  const compacted = find('compacted');
  return {
    masked: dense && masked ? (masked.medianMs >= dense.lowMs ? 'slow' : 'fast') : undefined,
    maskedGain: dense && masked ? 1 - masked.medianMs / dense.medianMs : 0,
    compactedShare: dense && compacted ? compacted.medianMs / dense.medianMs : undefined,
  };
}
