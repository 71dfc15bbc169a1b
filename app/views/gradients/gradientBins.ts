import { type GradientHistogram, loadGradientBins } from '../../../src/index.ts';
import { findFilledBins, type MagnitudeCounts } from '../../charts/logHistogram/layout.ts';

/**
 * The edges of all gradient histograms, as |g|, and the share of a layer's weights below a threshold.
 *
 * This module waits until they are loaded: only views that are loaded late themselves may import it.
 */
export const { GRADIENT_EDGES, computeShareBelow } = await loadGradientBins();

/** Share of the gradients that wait where a threshold is set for the first time. */
const FIRST_SHARE = 0.9;

/** Bins that hold anything in any of some layers: first, and end excluded. */
export function findShownBins(layers: readonly GradientHistogram[]): readonly [number, number] {
  return findFilledBins(layers.map(({ counts }) => counts));
}

/** A layer's counts in some of the bins; what lies left of them counts as 0, right of them not at all. */
export function toMagnitudes(
  { counts, zeros, below }: GradientHistogram,
  [from, end]: readonly [number, number],
): MagnitudeCounts {
  return {
    edges: GRADIENT_EDGES.slice(from, end + 1),
    counts: counts.slice(from, end),
    zeros: zeros + below,
  };
}

/** Share of the weights of all layers together with |g| below a threshold, 0…1. */
export function computeNetShareBelow(layers: readonly GradientHistogram[], threshold: number): number {
  const weights = layers.reduce((sum, layer) => sum + layer.weights, 0);
  const below = layers.reduce((sum, layer) => sum + layer.weights * computeShareBelow(layer, threshold), 0);
  return weights === 0 ? 0 : below / weights;
}

/** The lowest edge of a bin below which at least nine tenths of the whole network's gradients lie. */
export function chooseFirstThreshold(layers: readonly GradientHistogram[]): number {
  const found = GRADIENT_EDGES.find((edge) => computeNetShareBelow(layers, edge) >= FIRST_SHARE);
  return found ?? GRADIENT_EDGES.at(-1)!;
}
