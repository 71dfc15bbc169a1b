import { AppError } from '../../base/errors.ts';
import { wilsonInterval } from '../../base/wilsonInterval.ts';
import type { BehaviourChange, BehaviourReport, NetworkBehaviour } from './behaviour.ts';
import { computeCalibration } from './computeCalibration.ts';
import { computeMcNemar } from './computeMcNemar.ts';
import { computeConfusion, computePerClass, subtractConfusion } from './confusion.ts';
import { listFlips } from './listFlips.ts';
import { type Predictions, readPredictions } from './predictions.ts';

function describeNetwork(predictions: Predictions, calibrationBins: number | undefined): NetworkBehaviour {
  const { labels, predicted, classes, loss } = predictions;
  const confusion = computeConfusion(labels, predicted, classes);
  const correct = confusion.reduce((sum, row, truth) => sum + row[truth]!, 0);
  return {
    accuracy: correct / labels.length,
    ...wilsonInterval(correct, labels.length),
    loss,
    perClass: computePerClass(confusion),
    confusion,
    calibration: computeCalibration(predictions, calibrationBins),
  };
}

const subtract = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);

function findWorstClass(perClass: BehaviourChange['perClass']): number | null {
  const falls = perClass.map(({ recall }) => -(recall ?? 0));
  const most = Math.max(...falls);
  return most > 0 ? falls.indexOf(most) : null;
}

/**
 * Compares two networks by their logits `[images, classes]` of the same images. `calibrationBins` is 15 where absent.
 *
 * Throws `step-impossible` without an image, `invalid-network` where the networks have different classes or a label is none
 * of them, `not-a-number` where a loss is not finite.
 */
export function computeBehaviour(
  labels: Uint8Array,
  logitsBefore: Float32Array,
  logitsAfter: Float32Array,
  calibrationBins?: number,
): BehaviourReport {
  if (logitsBefore.length !== logitsAfter.length) {
    const [first, second] = [logitsBefore, logitsAfter].map((logits) => logits.length / labels.length);
    throw new AppError('invalid-network', `networks of ${first} and ${second} classes cannot be compared`);
  }
  const predictions = {
    before: readPredictions(logitsBefore, labels),
    after: readPredictions(logitsAfter, labels),
  };
  const before = describeNetwork(predictions.before, calibrationBins);
  const after = describeNetwork(predictions.after, calibrationBins);
  const perClass = after.perClass.map(({ recall, precision }, index) => ({
    recall: subtract(recall, before.perClass[index]!.recall),
    precision: subtract(precision, before.perClass[index]!.precision),
  }));
  const flips = listFlips(predictions.before, predictions.after);
  const flipped = flips.rightToWrong.count + flips.wrongToRight.count + flips.wrongToWrong.count;
  return {
    images: labels.length,
    before,
    after,
    change: {
      accuracy: after.accuracy - before.accuracy,
      loss: after.loss - before.loss,
      confusion: subtractConfusion(after.confusion, before.confusion),
      perClass,
      worstClass: findWorstClass(perClass),
      agreement: 1 - flipped / labels.length,
      ...flips,
      mcNemar: computeMcNemar(flips.rightToWrong.count, flips.wrongToRight.count),
    },
  };
}
