import { describe, expect, it } from 'vitest';
import { gradeQuestion } from '../grading.ts';
import { type Question, questionsOf } from '../lesson.ts';
import { LESSON_IDS } from '../lessonIds.ts';
import { LESSONS } from '../lessons.ts';
import { GRADE_CASES } from './gradeCases.ts';

const QUESTIONS = new Map<string, Question>(
  LESSON_IDS.flatMap((id) =>
    questionsOf(LESSONS[id]).map((question) => [`${id}.${question.id}`, question] as const),
  ),
);

describe.each([...QUESTIONS])('the question %s', (name, question) => {
  const cases = GRADE_CASES.filter((entry) => entry.question === name);

  it('is graded by what was measured: other numbers make another answer right', () => {
    expect(new Set(cases.map(({ right }) => right)).size).toBeGreaterThan(1);
  });

  it.each(cases)('calls $right right and others wrong', ({ numbers, right }) => {
    const verdict = gradeQuestion(question, numbers, right)!;
    expect(verdict.correct).toBe(true);
    if (typeof right === 'number') expect(verdict.right).toBeCloseTo(right, 9);
    else expect(verdict.right).toBe(right);
    if (question.kind === 'number') {
      expect(gradeQuestion(question, numbers, (right as number) + question.tolerance + 0.01)!.correct).toBe(
        false,
      );
      return;
    }
    expect(question.options).toContain(right);
    const taken = question.options.filter((option) => gradeQuestion(question, numbers, option)!.correct);
    expect(taken.length).toBeLessThan(question.options.length);
  });

  it('needs each number that it names', () => {
    const { numbers, right } = cases[0]!;
    for (const needed of question.needs) {
      const { [needed]: _, ...rest } = numbers;
      expect(gradeQuestion(question, rest, right)).toBeUndefined();
    }
  });
});

describe('questions about a best or a worst', () => {
  it('take every answer that chance cannot tell from the first', () => {
    const best = QUESTIONS.get('init.best')!;
    const numbers = {
      'trained.random': 0.44,
      'trained.magnitude': 0.11,
      'trained.snip': 0.873,
      'trained.synflow': 0.875,
      images: 10_000,
    };
    expect(best.grade(numbers, 'snip').correct).toBe(true);
    expect(best.grade(numbers, 'random').correct).toBe(false);
  });
});
