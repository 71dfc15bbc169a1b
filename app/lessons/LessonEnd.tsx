import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconCopy, IconDownload, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import { download } from '../ui/download.ts';
import { notify } from '../ui/notify.ts';
import { gradeQuestion } from './grading.ts';
import { DONE, type Lesson, questionsOf } from './lesson.ts';
import { LESSON_IDS } from './lessonIds.ts';
import { type LessonRecord, scoreOf } from './lessonRecord.ts';
import { useLessonStore } from './lessonStore.ts';
import classes from './lessons.module.css';
import { type SummaryLine, summarize } from './summarize.ts';
import { useLessonWords } from './useLessonWords.ts';

interface LessonEndProps {
  readonly lesson: Lesson;
  readonly record: LessonRecord;
  readonly onRestart: () => void;
}

/** What was predicted, what was measured, where to read on, and what can be handed in. */
export function LessonEnd({ lesson, record, onRestart }: LessonEndProps) {
  const { t, i18n } = useTranslation('lessons');
  const words = useLessonWords(lesson);
  const header = useLab((state) => state.header);
  const backend = useLab((state) => state.backend);
  const open = useLessonStore((state) => state.open);
  const next = LESSON_IDS[LESSON_IDS.indexOf(lesson.id) + 1];
  const score = scoreOf(lesson, record);
  const lines = questionsOf(lesson).map(
    (question): SummaryLine & { readonly correct: boolean | undefined } => {
      const answer = record.answers[question.id];
      const verdict = gradeQuestion(question, record.numbers, answer);
      return {
        question: words.words(`questions.${question.id}.ask`),
        predicted: answer === undefined ? '–' : words.answer(question, answer),
        measured: verdict ? words.answer(question, verdict.right) : t('ui.notMeasured'),
        verdict: verdict
          ? `${t(verdict.correct ? 'ui.right' : 'ui.wrong')} ${words.sentence(question, verdict.figures)}`
          : t('ui.notMeasured'),
        correct: verdict?.correct,
      };
    },
  );
  const scoreText = t('ui.score', { ...score });
  const title = t('ui.summaryTitle', { title: words.words('title') });
  const toText = () =>
    summarize(
      {
        title,
        date: new Date(record.finishedAt ?? Date.now()).toLocaleDateString(i18n.language),
        setting: t('ui.setting', {
          network: 'preset' in header.network ? header.network.preset : header.network.spec.name,
          dataset: header.dataset.name,
          seed: header.seed,
          backend: backend?.name ?? '–',
        }),
        predicted: t('ui.predicted'),
        measured: t('ui.measured'),
        score: scoreText,
        numbers: t('ui.numbers'),
      },
      lines,
      Object.fromEntries(Object.entries(record.numbers).filter(([name]) => !name.startsWith(DONE))),
    );
  const copy = async () => {
    const closeButtonProps = { 'aria-label': t('topBar.close', { ns: 'shell' }) };
    try {
      await navigator.clipboard.writeText(toText());
      void notify({ message: t('ui.copied'), closeButtonProps });
    } catch {
      void notify({ message: t('ui.notCopied'), closeButtonProps });
    }
  };
  return (
    <>
      <Text fw={600} role="status">
        {scoreText}
      </Text>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('ui.predicted')}</th>
            <th scope="col">{t('ui.measured')}</th>
          </tr>
        </thead>
        {lines.map(({ question, predicted, measured, correct }) => (
          <tbody key={question}>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                {question}
              </th>
            </tr>
            <tr data-correct={correct}>
              <td>
                {correct !== undefined && (
                  <span role="img" aria-label={t(correct ? 'ui.right' : 'ui.wrong')}>
                    {correct ? '✓' : '✗'}
                  </span>
                )}{' '}
                {predicted}
              </td>
              <td>{measured}</td>
            </tr>
          </tbody>
        ))}
      </table>
      {words
        .words('pages.end.text')
        .split('\n')
        .map((paragraph) => (
          <Text key={paragraph} size="sm" className={classes.paragraph!}>
            {paragraph}
          </Text>
        ))}
      <ul className={classes.papers}>
        {lesson.papers.map(({ authors, year, title: paper, url }) => (
          <li key={url}>
            {authors} ({year}),{' '}
            <Anchor href={url} target="_blank" rel="noopener noreferrer" size="xs">
              {paper}
            </Anchor>
          </li>
        ))}
      </ul>
      <Group gap={8}>
        {next && (
          <Button size="compact-md" onClick={() => open(next)}>
            {t('ui.nextLesson', { title: t(`${next}.title`) })}
          </Button>
        )}
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconCopy size={16} />}
          onClick={() => void copy()}
        >
          {t('ui.copy')}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => download(`lesson-${lesson.id}.txt`, toText(), 'text/plain')}
        >
          {t('ui.download')}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconRefresh size={16} />}
          onClick={onRestart}
        >
          {t('ui.restart')}
        </Button>
      </Group>
    </>
  );
}
