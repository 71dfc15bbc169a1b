/** The scales γ of one normalisation. */
export interface Scales {
  readonly node: string;
  /** `[channels]`; 0 where pruned. */
  readonly scales: ArrayLike<number>;
}

/** What a cut at one share of all channels takes. */
export interface ScaleCut {
  /** The largest |γ| that goes; 0 where none goes. */
  readonly threshold: number;
  readonly nodes: readonly { readonly node: string; readonly channels: number; readonly cut: number }[];
}

/**
 * Cuts the share of all channels whose |γ| is least, over all normalisations together (Liu et al. 2017, §3: a global
 * threshold by percentile). Of equal ones the first go.
 */
export function computeScaleCut(all: readonly Scales[], share: number): ScaleCut {
  const pool = all.flatMap(({ scales }, place) =>
    Array.from(scales, (scale, channel) => ({ place, channel, size: Math.abs(scale) })),
  );
  pool.sort((a, b) => a.size - b.size || a.place - b.place || a.channel - b.channel);
  const gone = pool.slice(0, Math.round(share * pool.length));
  return {
    threshold: gone.at(-1)?.size ?? 0,
    nodes: all.map(({ node, scales }, place) => ({
      node,
      channels: scales.length,
      cut: gone.filter((entry) => entry.place === place).length,
    })),
  };
}

/** Counts |γ| of moments in bins that all share: from 0 to the largest there is. */
export function binScales(
  moments: readonly (readonly Scales[])[],
  bins: number,
): { readonly edges: readonly number[]; readonly counts: readonly (readonly number[])[] } {
  const sizes = moments.map((all) => all.flatMap(({ scales }) => Array.from(scales, Math.abs)));
  const reach = Math.max(1e-6, ...sizes.flat());
  return {
    edges: Array.from({ length: bins + 1 }, (_, edge) => (reach * edge) / bins),
    counts: sizes.map((values) => {
      const counts = new Array<number>(bins).fill(0);
      for (const value of values) {
        const bin = Math.min(bins - 1, Math.floor((value / reach) * bins));
        counts[bin] = counts[bin]! + 1;
      }
      return counts;
    }),
  };
}
