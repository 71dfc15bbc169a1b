import { NumberInput, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import type { Answer, Lesson, Question } from './lesson.ts';
import { useLessonWords } from './useLessonWords.ts';

interface QuestionFormProps {
  readonly lesson: Lesson;
  readonly question: Question;
  readonly answer: Answer | undefined;
  /** True once it was measured: the prediction stands. */
  readonly fixed: boolean;
  readonly onAnswer: (answer: Answer) => void;
}

/** A prediction, as a choice or a number. */
export function QuestionForm({ lesson, question, answer, fixed, onAnswer }: QuestionFormProps) {
  const { t } = useTranslation('lessons');
  const format = useFormat();
  const { words } = useLessonWords(lesson);
  const ask = words(`questions.${question.id}.ask`);
  if (question.kind === 'choice') {
    return (
      <Radio.Group
        label={ask}
        description={fixed ? t('ui.fixed') : t('ui.predict')}
        value={answer === undefined ? null : String(answer)}
        onChange={onAnswer}
      >
        <Stack gap={8} mt={8}>
          {question.options.map((option) => (
            <Radio
              key={option}
              value={option}
              disabled={fixed}
              size="sm"
              label={words(`questions.${question.id}.options.${option}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    );
  }
  const { min, max, step, unit, tolerance } = question;
  const suffix = { percent: ' %', count: '', times: ' ×' }[unit];
  return (
    <div>
      <NumberInput
        label={ask}
        description={fixed ? t('ui.fixed') : t('ui.predict')}
        placeholder={`${format.number(min)} – ${format.number(max)}`}
        value={answer ?? ''}
        min={min}
        max={max}
        step={step}
        suffix={suffix}
        disabled={fixed}
        allowNegative={min < 0}
        onChange={(value) => typeof value === 'number' && value >= min && value <= max && onAnswer(value)}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t('ui.tolerance', { tolerance: `±${format.number(tolerance)}${suffix}` })}
      </Text>
    </div>
  );
}
