import type { Answer, Figures, Numbers, Question, Verdict } from './lesson.ts';

/** A choice is right where it is the measured one, or one of several that the measurement cannot tell apart. */
export function gradeChoice(
  right: string,
  answer: Answer,
  figures: Figures,
  even: readonly string[] = [],
): Verdict {
  return { correct: answer === right || even.some((option) => option === answer), right, figures };
}

/** A number is right within a tolerance, in the same unit. */
export function gradeNumber(right: number, answer: Answer, tolerance: number, figures: Figures): Verdict {
  // 1e-9: 75 − 70 is not quite 5 for every pair of such numbers.
  return {
    correct: typeof answer === 'number' && Math.abs(answer - right) <= tolerance + 1e-9,
    right,
    figures,
  };
}

/** The verdict on an answer once all its numbers were measured; undefined until then, and without an answer. */
export function gradeQuestion(
  question: Question,
  numbers: Numbers,
  answer: Answer | undefined,
): Verdict | undefined {
  if (answer === undefined || !question.needs.every((name) => name in numbers)) return undefined;
  return question.grade(numbers, answer);
}

/** The id of the first range whose upper bound a value stays below; the last where none does. */
export function rangeOf<T extends string>(value: number, ranges: readonly (readonly [T, number])[]): T {
  return (ranges.find(([, below]) => value < below) ?? ranges.at(-1)!)[0];
}

/** Two standard errors of the difference of two shares, each measured on so many images. */
export function chanceOf(a: number, b: number, images: number): number {
  return 2 * Math.sqrt((a * (1 - a) + b * (1 - b)) / Math.max(1, images));
}

/** The names with the largest value, together with those that chance on so many images may have put below it. */
export function bestOf(accuracies: Numbers, names: readonly string[], images: number): readonly string[] {
  const sorted = [...names].sort((a, b) => accuracies[b]! - accuracies[a]!);
  const best = accuracies[sorted[0]!]!;
  return sorted.filter(
    (name) => best - accuracies[name]! <= chanceOf(best, accuracies[name]!, images) || name === sorted[0],
  );
}

export const share = (value: number) => ({ kind: 'share', value }) as const;
export const points = (value: number) => ({ kind: 'points', value }) as const;
export const count = (value: number) => ({ kind: 'count', value }) as const;
export const number = (value: number) => ({ kind: 'number', value }) as const;
export const ms = (value: number) => ({ kind: 'ms', value }) as const;
export const option = (value: string) => ({ kind: 'option', value }) as const;
