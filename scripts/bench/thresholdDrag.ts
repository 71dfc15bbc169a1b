import { computeHistogramLayout } from '../../app/charts/histogram/layout.ts';
import { thresholdOfDraft } from '../../app/views/weights/threshold.ts';
import { computeHistogram } from '../../src/analysis/computeHistogram.ts';
import { createRandom } from '../../src/base/random.ts';
import { computeMedian } from '../../src/base/stats.ts';
import { countBelow, stepSchema } from '../../src/index.ts';

const BINS = 96;
const MOVES = 300;
const SIZE = { width: 900, height: 270, log: false };

/** A layer of `count` normal weights as the page holds it while its threshold is dragged. */
function createLayer(count: number) {
  const random = createRandom(1);
  const values = Float32Array.from({ length: count }, () => random.normal() * 0.05);
  const weights = { 'fc1.weight': { shape: [count, 1], values } };
  const { domain, counts, pruned, standardDeviation } = computeHistogram(weights, {}, 'fc1', { bins: BINS });
  const bins = { domain, counts, atZero: pruned };
  return { layer: 'fc1', weights: count, sorted: values.map(Math.abs).sort(), standardDeviation, bins };
}

/** Where a move leads, in turn as a drag and as the sliders of the form write it. */
function toStep(move: number) {
  const share = move / MOVES;
  const base = { kind: 'prune', criterion: 'magnitude', granularity: 'weight' };
  if (move % 3 === 0) return { ...base, amount: { thresholdSigma: 3 * share } };
  return { ...base, scope: move % 3 === 1 ? 'uniform' : 'global', amount: { sparsity: share } };
}

/**
 * Median milliseconds of what the page works out for one move of the threshold over a layer of `weights` weights: the
 * step that is written, where it cuts, how many weights that is, and the layout of the histogram.
 */
export function measureThresholdDragMs(weights = 1_000_000): number {
  const layer = createLayer(weights);
  const results: number[] = [];
  const times = Float64Array.from({ length: MOVES }, (_, move) => {
    const startedMs = performance.now();
    const threshold = thresholdOfDraft(stepSchema.parse(toStep(move)), layer.layer, [layer])!;
    const layout = computeHistogramLayout({ bins: layer.bins, ...SIZE });
    results.push(countBelow(layer.sorted, threshold), layout.toX(threshold));
    return performance.now() - startedMs;
  });
  // Used, so that no engine may leave the work out.
  if (!results.every(Number.isFinite)) throw new Error('a move led nowhere');
  return computeMedian(times);
}
