/** |g| of the kept weights of one layer in bins of equal width in log₁₀; biases are left out. */
export interface GradientHistogram {
  readonly layer: string;
  /** Kept weights. */
  readonly weights: number;
  /** Of these, those whose gradient is exactly 0. */
  readonly zeros: number;
  /** Of these, above 0 but below the first bin. */
  readonly below: number;
  /** Of these, from the end of the last bin on. */
  readonly above: number;
  /** Bin i holds 10^(low + i/perDecade) ≤ |g| < 10^(low + (i+1)/perDecade). */
  readonly counts: readonly number[];
  readonly meanAbsolute: number;
  /** √ of the mean of g². */
  readonly rootMeanSquare: number;
}

/** Of all gradient histograms, so that layers and epochs can be set side by side. */
export const GRADIENT_BINS = { lowestExponent: -10, highestExponent: 2, perDecade: 10 } as const;

const { lowestExponent, highestExponent, perDecade } = GRADIENT_BINS;
const BINS = (highestExponent - lowestExponent) * perDecade;

/** Lower edges of the bins and the upper one of the last, as |g|. */
export const GRADIENT_EDGES: readonly number[] = Array.from(
  { length: BINS + 1 },
  (_, index) => 10 ** (lowestExponent + index / perDecade),
);

/** The bin of a magnitude: −1 below all, BINS above all. */
function findBin(magnitude: number): number {
  const guess = Math.floor((Math.log10(magnitude) - lowestExponent) * perDecade);
  const bin = Math.max(-1, Math.min(BINS, guess));
  // The logarithm can round across an edge; the edges decide.
  if (bin >= 0 && magnitude < GRADIENT_EDGES[bin]!) return bin - 1;
  if (bin < BINS && magnitude >= GRADIENT_EDGES[bin + 1]!) return bin + 1;
  return bin;
}

/**
 * Sorts the gradient of one layer's weight by magnitude. `mask` (1 keep, in the order of `gradient`) leaves out pruned
 * ones, to which gradients flow that no step applies.
 */
export function computeGradientHistogram(
  layer: string,
  gradient: Float32Array,
  mask?: Uint8Array,
): GradientHistogram {
  const counts = new Array<number>(BINS).fill(0);
  let [weights, zeros, below, above, sum, squares] = [0, 0, 0, 0, 0, 0];
  for (let index = 0; index < gradient.length; index++) {
    if (mask?.[index] === 0) continue;
    const magnitude = Math.abs(gradient[index]!);
    weights++;
    sum += magnitude;
    squares += magnitude * magnitude;
    if (magnitude === 0) {
      zeros++;
      continue;
    }
    const bin = findBin(magnitude);
    if (bin < 0) below++;
    else if (bin >= BINS) above++;
    else counts[bin] = counts[bin]! + 1;
  }
  const share = weights === 0 ? 0 : 1 / weights;
  return {
    layer,
    weights,
    zeros,
    below,
    above,
    counts,
    meanAbsolute: sum * share,
    rootMeanSquare: Math.sqrt(squares * share),
  };
}

/**
 * Share of the weights with |g| < `threshold`, 0…1: exact at the edges of bins, log-linear between them; of thresholds
 * below all bins the exact zeros alone.
 */
export function computeShareBelow(
  { weights, zeros, below, counts }: GradientHistogram,
  threshold: number,
): number {
  if (weights === 0 || threshold <= 0) return 0;
  if (threshold < GRADIENT_EDGES[0]!) return zeros / weights;
  let count = zeros + below;
  for (const [bin, of] of counts.entries()) {
    const [low, high] = [GRADIENT_EDGES[bin]!, GRADIENT_EDGES[bin + 1]!];
    if (threshold >= high) count += of;
    else if (threshold > low) count += of * (Math.log10(threshold / low) / Math.log10(high / low));
  }
  return count / weights;
}
