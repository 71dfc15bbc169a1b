import { useTranslation } from 'react-i18next';
import type { Formatter } from '../format.ts';
import { useFormat } from '../i18n/useFormat.ts';
import type { Answer, Figure, Figures, Lesson, Question } from './lesson.ts';

/** A message of the lesson by its path; which of them there are a test holds against the lessons. */
type Words = (key: string, values?: Readonly<Record<string, string>>) => string;

export interface LessonWords {
  readonly words: Words;
  /** An answer, or what was measured instead of it, as a person reads it. */
  answer(question: Question, answer: Answer): string;
  /** The sentence that tells what was measured. */
  sentence(question: Question, figures: Figures): string;
  /** True where the lesson has that message. */
  has(key: string): boolean;
}

function writeFigure(figure: Figure, format: Formatter, word: (option: string) => string): string {
  switch (figure.kind) {
    case 'share':
      return format.percent(figure.value);
    case 'points':
      return format.points(figure.value);
    case 'count':
      return format.count(figure.value);
    case 'number':
      return format.number(figure.value);
    case 'ms':
      return format.ms(figure.value);
    case 'option':
      return word(figure.value);
    default:
      return figure satisfies never;
  }
}

/** The words of one lesson. */
export function useLessonWords({ id }: Pick<Lesson, 'id'>): LessonWords {
  const { i18n } = useTranslation('lessons');
  const format = useFormat();
  const translate = i18n.getFixedT(i18n.language, 'lessons') as unknown as Words;
  const words: Words = (key, values) => translate(`${id}.${key}`, values);
  const option = (question: Question, value: string) => words(`questions.${question.id}.options.${value}`);
  return {
    words,
    has: (key) => i18n.exists(`lessons:${id}.${key}`),
    answer(question, answer) {
      if (question.kind === 'choice') return option(question, String(answer));
      if (typeof answer === 'string') return answer;
      if (question.unit === 'percent') return format.percent(answer / 100);
      return question.unit === 'times' ? `${format.number(answer)}\u00a0×` : format.count(answer);
    },
    sentence(question, figures) {
      const written = Object.entries(figures).map(([name, figure]) => [
        name,
        writeFigure(figure, format, (value) => option(question, value)),
      ]);
      return words(
        `questions.${question.id}.measured`,
        Object.fromEntries(written) as Record<string, string>,
      );
    },
  };
}
