import type { QueryClient } from '@tanstack/react-query';
import type { Progress, Recipe } from '../../src/index.ts';
import type { Lab } from '../store/labContext.ts';
import type { ViewId } from '../store/labState.ts';
import type { LessonId } from './lessonIds.ts';

/** What was measured on this machine, by name; shares are 0…1. */
export type Numbers = Readonly<Record<string, number>>;

/** Begins the names that only say that a page without a question was done. */
export const DONE = 'done.';

/** What a person predicts: an option's id, or a number in the unit of the question (percent as 0…100). */
export type Answer = string | number;

/** A number for a sentence, with how it is written; `option` is the word of one of the question's options. */
export type Figure =
  | { readonly kind: 'share' | 'points' | 'count' | 'number' | 'ms'; readonly value: number }
  | { readonly kind: 'option'; readonly value: string };
export type Figures = Readonly<Record<string, Figure>>;

/** A prediction held against what was measured. */
export interface Verdict {
  readonly correct: boolean;
  /** What was measured, as an answer. */
  readonly right: Answer;
  /** For the question's sentence. */
  readonly figures: Figures;
}

interface QuestionBase {
  readonly id: string;
  /** The numbers without which it cannot be graded. */
  readonly needs: readonly string[];
  /** Pure: the same numbers give the same verdict. */
  grade(numbers: Numbers, answer: Answer): Verdict;
}

export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice';
  readonly options: readonly string[];
}

export interface NumberQuestion extends QuestionBase {
  readonly kind: 'number';
  readonly unit: 'percent' | 'count' | 'times';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** How far off an answer may be, in the unit of the question. */
  readonly tolerance: number;
}

export type Question = ChoiceQuestion | NumberQuestion;

/** The whole page, for what a lesson does on it. */
export interface LessonTools extends Lab {
  readonly queries: QueryClient;
}

export interface DoingOptions {
  readonly signal: AbortSignal;
  onProgress(progress: Progress | null): void;
}

/** Parts of the page that a lesson can point at. */
export const POINTS = ['rail', 'map', 'tabs', 'stage', 'panel', 'run'] as const;
export type Point = (typeof POINTS)[number];

/** Something done and measured on the real page. */
export interface Doing {
  /**
   * Does it for the person: rejects with AbortError where it was cancelled. What it returns is kept; undefined where
   * `read` finds the numbers.
   */
  run(tools: LessonTools, options: DoingOptions): Promise<Numbers | undefined>;
  /**
   * The numbers where the person did it with the page's own controls; undefined until then. Present where that is
   * possible: the page then asks them to.
   */
  read?(tools: LessonTools): Numbers | undefined;
}

/** One page of a lesson; its words stand under `pages.<id>`. */
export interface LessonPage {
  readonly id: string;
  /** Put on the stage when the page is opened. */
  readonly view?: ViewId;
  readonly layer?: string;
  readonly point?: Point;
  /** The element of the view, by its id, that comes into sight once the page's numbers are there. */
  readonly anchor?: string;
  /** Asked before anything of it is measured. */
  readonly question?: Question;
  readonly doing?: Doing;
  /** Questions, of this page or one before, that are graded here. */
  readonly grades?: readonly string[];
}

export interface LessonPaper {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly url: string;
}

/** A lesson is data and pure functions; all words are messages under its id. */
export interface Lesson {
  readonly id: LessonId;
  /** Reading and computing on a small machine. */
  readonly minutes: number;
  readonly papers: readonly LessonPaper[];
  /** Opened as a session of its own. */
  readonly recipe: Recipe;
  readonly pages: readonly LessonPage[];
}

/** The questions of a lesson, in order. */
export function questionsOf({ pages }: Pick<Lesson, 'pages'>): readonly Question[] {
  return pages.flatMap(({ question }) => question ?? []);
}
