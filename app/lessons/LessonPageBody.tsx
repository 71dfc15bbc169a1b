import { Button, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import { DoingRow } from './DoingRow.tsx';
import { gradeQuestion } from './grading.ts';
import { DONE, type Lesson, type LessonPage, type Numbers, questionsOf } from './lesson.ts';
import { isFixed, type LessonRecord, withAnswer } from './lessonRecord.ts';
import classes from './lessons.module.css';
import { QuestionForm } from './QuestionForm.tsx';
import { useDoing } from './useDoing.ts';
import { useLessonWords } from './useLessonWords.ts';
import { VerdictNote } from './VerdictNote.tsx';

interface LessonPageBodyProps {
  readonly lesson: Lesson;
  readonly page: LessonPage;
  readonly record: LessonRecord;
  readonly elsewhere: boolean;
  readonly onChange: (change: (record: LessonRecord) => LessonRecord) => void;
}

/** True once every question that a page grades has its numbers. */
export function isDone(lesson: Lesson, { id, grades = [] }: LessonPage, record: LessonRecord): boolean {
  const graded = questionsOf(lesson).filter((question) => grades.includes(question.id));
  return (
    `${DONE}${id}` in record.numbers ||
    (graded.length > 0 && graded.every(({ needs }) => isFixed(record, needs)))
  );
}

/** The text of a page, its question or its task, and what came out. */
export function LessonPageBody({ lesson, page, record, elsewhere, onChange }: LessonPageBodyProps) {
  const { t } = useTranslation('lessons');
  const { words, has } = useLessonWords(lesson);
  const view = useLab((state) => state.view);
  const setView = useLab((state) => state.setView);
  const keep = (numbers: Numbers) =>
    onChange((before) => {
      const known = Object.entries(numbers).every(([name, value]) => before.numbers[name] === value);
      return known ? before : { ...before, numbers: { ...before.numbers, ...numbers } };
    });
  const done = isDone(lesson, page, record);
  const state = useDoing(page.doing, (numbers) => {
    // What was done once stands: a later play with the controls changes no grade.
    if (!done || state.running) keep({ ...numbers, ...(page.grades ? {} : { [`${DONE}${page.id}`]: 1 }) });
  });
  const { question, doing, grades = [], anchor } = page;
  const verdicts = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!done) return;
    verdicts.current?.scrollIntoView?.({ block: 'nearest' });
    if (anchor) document.getElementById(anchor)?.scrollIntoView?.({ block: 'start' });
  }, [done, anchor]);
  return (
    <>
      {words(`pages.${page.id}.text`)
        .split('\n')
        .map((paragraph) => (
          <Text key={paragraph} size="sm" className={classes.paragraph!}>
            {paragraph}
          </Text>
        ))}
      {page.view && page.view !== view && (
        <Button size="compact-sm" variant="light" onClick={() => setView(page.view!)}>
          {t('ui.showMe', { view: t(`stage.view.${page.view}`, { ns: 'shell' }) })}
        </Button>
      )}
      {question && (
        <QuestionForm
          key={question.id}
          lesson={lesson}
          question={question}
          answer={record.answers[question.id]}
          fixed={isFixed(record, question.needs)}
          onAnswer={(answer) => onChange((before) => withAnswer(before, lesson, question.id, answer))}
        />
      )}
      {doing && (
        <DoingRow
          key={page.id}
          state={state}
          label={words(`pages.${page.id}.act`)}
          task={has(`pages.${page.id}.task`) ? words(`pages.${page.id}.task`) : undefined}
          done={done}
          elsewhere={elsewhere}
        />
      )}
      <div ref={verdicts} aria-live="polite" className={classes.verdicts}>
        {questionsOf(lesson)
          .filter(({ id }) => grades.includes(id))
          .map((graded) => {
            const answer = record.answers[graded.id];
            const verdict = gradeQuestion(graded, record.numbers, answer);
            return verdict ? (
              <VerdictNote
                key={graded.id}
                lesson={lesson}
                question={graded}
                answer={answer}
                verdict={verdict}
              />
            ) : null;
          })}
      </div>
    </>
  );
}
