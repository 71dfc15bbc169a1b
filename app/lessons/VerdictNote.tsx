import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answer, Lesson, Question, Verdict } from './lesson.ts';
import classes from './lessons.module.css';
import { useLessonWords } from './useLessonWords.ts';

interface VerdictNoteProps {
  readonly lesson: Lesson;
  readonly question: Question;
  readonly answer: Answer | undefined;
  readonly verdict: Verdict;
}

/** Whether a prediction came true, with what was measured. */
export function VerdictNote({ lesson, question, answer, verdict }: VerdictNoteProps) {
  const { t } = useTranslation('lessons');
  const words = useLessonWords(lesson);
  const Icon = verdict.correct ? IconCircleCheck : IconCircleX;
  return (
    <div className={classes.verdict} data-correct={verdict.correct}>
      <Icon size={20} aria-hidden />
      <div>
        <strong>{t(verdict.correct ? 'ui.right' : 'ui.wrong')}</strong>{' '}
        {answer !== undefined && t('ui.youSaid', { answer: words.answer(question, answer) })}{' '}
        {words.sentence(question, verdict.figures)}
      </div>
    </div>
  );
}
