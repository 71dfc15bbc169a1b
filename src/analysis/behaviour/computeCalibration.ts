import { AppError } from '../../base/errors.ts';
import { computeMean } from '../../base/stats.ts';
import type { Calibration } from './behaviour.ts';
import type { Predictions } from './predictions.ts';

/** Bins of Guo et al. 2017, §4. */
export const CALIBRATION_BINS = 15;

/**
 * Calibration over `count` bins ((m − 1) / count, m / count] of the confidence (Guo et al. 2017, "On calibration of modern
 * neural networks", §2).
 *
 * Throws `step-impossible` where `count` is no whole number above 0.
 */
export function computeCalibration(
  { labels, predicted, confidences, brierScore }: Predictions,
  count: number = CALIBRATION_BINS,
): Calibration {
  if (!Number.isInteger(count) || count < 1) {
    throw new AppError(
      'step-impossible',
      `invalid number of calibration bins: ${count} (expected 1 or more)`,
    );
  }
  const highs = Array.from({ length: count }, (_, bin) => (bin + 1) / count);
  const sums = highs.map(() => ({ count: 0, confidence: 0, correct: 0 }));
  for (const [image, confidence] of confidences.entries()) {
    const sum = sums[highs.findIndex((high) => confidence <= high)]!;
    sum.count++;
    sum.confidence += confidence;
    if (predicted[image] === labels[image]) sum.correct++;
  }
  const gaps = sums.map(({ confidence, correct }) => Math.abs(correct - confidence));
  return {
    expectedError: gaps.reduce((total, gap) => total + gap, 0) / labels.length,
    maximumError: Math.max(...gaps.map((gap, bin) => (gap === 0 ? 0 : gap / sums[bin]!.count))),
    brierScore,
    meanConfidence: computeMean(confidences),
    bins: sums.map((sum, bin) => ({
      low: bin / count,
      high: highs[bin]!,
      count: sum.count,
      meanConfidence: sum.count === 0 ? null : sum.confidence / sum.count,
      accuracy: sum.count === 0 ? null : sum.correct / sum.count,
    })),
  };
}
