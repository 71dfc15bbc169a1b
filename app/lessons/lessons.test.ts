import { describe, expect, it } from 'vitest';
import { recipeSchema } from '../../src/index.ts';
import { lessons as english } from '../i18n/en/lessons/lessons.ts';
import { lessons as chinese } from '../i18n/zh/lessons/lessons.ts';
import { GRADE_CASES } from './courses/gradeCases.ts';
import { gradeQuestion } from './grading.ts';
import { questionsOf } from './lesson.ts';
import { LESSON_IDS } from './lessonIds.ts';
import { LESSONS } from './lessons.ts';

function messageAt(messages: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], messages);
}

describe.each(LESSON_IDS)('the lesson %s', (id) => {
  const lesson = LESSONS[id];
  const { pages, recipe, papers, minutes } = lesson;
  const questions = questionsOf(lesson);

  it('has its id, five to eight pages and an end, papers and a recipe without steps of its own', () => {
    expect(lesson.id).toBe(id);
    expect(pages.length + 1).toBeGreaterThanOrEqual(6);
    expect(pages.length + 1).toBeLessThanOrEqual(9);
    expect(minutes).toBeGreaterThan(0);
    expect(papers.length).toBeGreaterThan(0);
    for (const { url } of papers) expect(url).toMatch(/^https:\/\/arxiv\.org\/abs\/\d{4}\.\d{5}$/);
    expect(recipeSchema.parse(recipe)).toEqual(recipe);
  });

  it('names each page and each question once', () => {
    expect(new Set(pages.map((page) => page.id)).size).toBe(pages.length);
    expect(new Set(questions.map((question) => question.id)).size).toBe(questions.length);
  });

  it('asks before it measures: every question is graded on a later page where something is done', () => {
    for (const question of questions) {
      const asked = pages.findIndex((page) => page.question === question);
      const graded = pages.findIndex((page) => page.grades?.includes(question.id));
      expect([question.id, graded > asked && pages[graded]!.doing !== undefined]).toEqual([
        question.id,
        true,
      ]);
    }
    const known = questions.map((question) => question.id);
    for (const { grades = [] } of pages) expect(known).toEqual(expect.arrayContaining([...grades]));
  });

  it.each([
    ['English', english],
    ['Chinese', chinese],
  ] as const)('has all its words in %s', (_, messages) => {
    const own = messages[id];
    const paths = [
      'title',
      'summary',
      'measures',
      'pages.end.title',
      'pages.end.text',
      ...pages.flatMap((page) => [
        `pages.${page.id}.title`,
        `pages.${page.id}.text`,
        ...(page.doing ? [`pages.${page.id}.act`] : []),
        ...(page.doing?.read ? [`pages.${page.id}.task`] : []),
      ]),
      ...questions.flatMap((question) => [
        `questions.${question.id}.ask`,
        `questions.${question.id}.measured`,
        ...(question.kind === 'choice'
          ? question.options.map((option) => `questions.${question.id}.options.${option}`)
          : []),
      ]),
    ];
    for (const path of paths) expect([path, typeof messageAt(own, path)]).toEqual([path, 'string']);
  });

  it('says no page in more than 80 words', () => {
    for (const [page, { text }] of Object.entries<{ readonly text: string }>(english[id].pages)) {
      expect([page, text.split(/\s+/).length <= 80]).toEqual([page, true]);
    }
  });

  it('has a figure for every placeholder of its sentences', () => {
    for (const question of questions) {
      const { numbers, right } = GRADE_CASES.find((entry) => entry.question === `${id}.${question.id}`)!;
      const figures = Object.keys(gradeQuestion(question, numbers, right)!.figures);
      for (const messages of [english, chinese]) {
        const sentence = messageAt(messages[id], `questions.${question.id}.measured`) as string;
        const names = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!);
        expect(figures).toEqual(expect.arrayContaining(names));
        expect(names.length).toBeGreaterThan(0);
      }
    }
  });
});
