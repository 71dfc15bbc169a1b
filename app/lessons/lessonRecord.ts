import { z } from 'zod';
import { gradeQuestion } from './grading.ts';
import { type Answer, type Lesson, type Numbers, questionsOf } from './lesson.ts';
import type { LessonId } from './lessonIds.ts';

/** How far a person is in a lesson. */
export interface LessonRecord {
  /** Place in the lesson's pages. */
  readonly page: number;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly numbers: Numbers;
  /** Milliseconds since 1970; absent until the last page was seen. */
  readonly finishedAt?: number;
}

export const NEW_RECORD: LessonRecord = { page: 0, answers: {}, numbers: {} };

const MOST_ENTRIES = 100;
const bounded = (entries: object) => Object.keys(entries).length <= MOST_ENTRIES;
const name = z.string().max(60);
// What stands in the browser's storage anybody may have written.
const recordSchema = z.object({
  page: z.number().int().min(0).max(50),
  answers: z.record(name, z.union([z.string().max(60), z.number()])).refine(bounded),
  numbers: z.record(name, z.number()).refine(bounded),
  finishedAt: z.number().min(0).optional(),
});

const keyOf = (id: LessonId) => `pruning-lab.lesson.${id}`;

/** What is kept of a lesson; a new record where nothing is, or what makes no sense. */
export function readRecord(id: LessonId, storage: Pick<Storage, 'getItem'> = localStorage): LessonRecord {
  try {
    const text = storage.getItem(keyOf(id));
    if (text === null || text.length > 20_000) return NEW_RECORD;
    return recordSchema.parse(JSON.parse(text)) as LessonRecord;
  } catch {
    return NEW_RECORD;
  }
}

/** Keeps a lesson's record; without storage it lasts as long as the page. */
export function writeRecord(
  id: LessonId,
  record: LessonRecord,
  storage: Pick<Storage, 'setItem'> = localStorage,
): void {
  try {
    storage.setItem(keyOf(id), JSON.stringify(record));
  } catch {
    // Full, or not allowed.
  }
}

/** The record with another answer; one whose question was measured already stays as it is. */
export function withAnswer(record: LessonRecord, lesson: Lesson, id: string, answer: Answer): LessonRecord {
  const question = questionsOf(lesson).find((other) => other.id === id);
  if (!question || isFixed(record, question.needs)) return record;
  return { ...record, answers: { ...record.answers, [id]: answer } };
}

/** True once what a question is about was measured: an answer is a prediction no longer. */
export function isFixed({ numbers }: LessonRecord, needs: readonly string[]): boolean {
  return needs.every((needed) => needed in numbers);
}

export interface Score {
  readonly right: number;
  readonly graded: number;
  readonly questions: number;
}

export function scoreOf(lesson: Lesson, { numbers, answers }: LessonRecord): Score {
  const questions = questionsOf(lesson);
  const verdicts = questions.flatMap(
    (question) => gradeQuestion(question, numbers, answers[question.id]) ?? [],
  );
  return {
    right: verdicts.filter(({ correct }) => correct).length,
    graded: verdicts.length,
    questions: questions.length,
  };
}
