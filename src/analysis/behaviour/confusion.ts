import type { ClassBehaviour, Confusion } from './behaviour.ts';

/** Counts images by true class (row) and predicted class (column). */
export function computeConfusion(labels: Uint8Array, predicted: Uint8Array, classes: number): Confusion {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [image, label] of labels.entries()) counts[label]![predicted[image]!]!++;
  return counts;
}

/** `a − b`, cell by cell. */
export function subtractConfusion(a: Confusion, b: Confusion): Confusion {
  return a.map((row, truth) => row.map((count, column) => count - b[truth]![column]!));
}

const divide = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** Recall and precision of each class. */
export function computePerClass(confusion: Confusion): readonly ClassBehaviour[] {
  return confusion.map((row, index) => {
    const images = row.reduce((sum, count) => sum + count, 0);
    const predicted = confusion.reduce((sum, other) => sum + other[index]!, 0);
    const correct = row[index]!;
    return { images, predicted, recall: divide(correct, images), precision: divide(correct, predicted) };
  });
}
