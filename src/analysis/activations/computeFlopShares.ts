/** What a layer's share of work is computed from. */
export interface FlopFactors {
  /** Multiply-accumulates of the dense layer; any multiple of them gives the same shares. */
  readonly macs: number;
  /** Share of weights kept, 0…1. */
  readonly keptShare: number;
  /** Share of non-zero among the values that the layer reads, 0…1. */
  readonly inputDensity: number;
}

export interface FlopShares {
  /** `[layers]`: share of the layer's multiply-accumulates with a kept weight and a non-zero input, 0…1. */
  readonly layers: readonly number[];
  /** The same of all layers together. */
  readonly total: number;
}

/**
 * Han's "FLOP %": weights kept times non-zero inputs, as if weights and inputs were 0 independently of each other
 * (Han et al. 2015, arXiv 1506.02626, tables 2 and 3; the paper gives the first layer's pixels the density 1).
 */
export function computeFlopShares(layers: readonly FlopFactors[]): FlopShares {
  const shares = layers.map(({ keptShare, inputDensity }) => keptShare * inputDensity);
  const all = layers.reduce((sum, { macs }) => sum + macs, 0);
  const left = layers.reduce((sum, { macs }, index) => sum + macs * shares[index]!, 0);
  return { layers: shares, total: all === 0 ? 0 : left / all };
}
