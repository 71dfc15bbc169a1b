/** By what share of the spread of its logits an image's first class must lead: far more than rounding can move them. */
const CERTAIN_LEAD = 2 ** -13;

/**
 * Counts the images whose largest logit is that of their class, from logits `[labels.length, classes]` that may be off
 * by rounding; undefined where that could change which one is the largest, or where one is no number.
 */
export function countCertain(logits: Float32Array, labels: Uint8Array): number | undefined {
  const classes = logits.length / labels.length;
  let correct = 0;
  for (const [image, truth] of labels.entries()) {
    let first = Number.NEGATIVE_INFINITY;
    let second = Number.NEGATIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    let prediction = 0;
    for (let index = 0; index < classes; index++) {
      const value = logits[image * classes + index]!;
      if (Number.isNaN(value)) return undefined;
      least = Math.min(least, value);
      if (value > first) {
        second = first;
        first = value;
        prediction = index;
      } else if (value > second) second = value;
    }
    if (!(first - second > CERTAIN_LEAD * (first - least))) return undefined;
    if (prediction === truth) correct++;
  }
  return correct;
}
