import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Classification } from '../../../src/index.ts';
import { BarChart } from '../../charts/bars/BarChart.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useClassName } from './useClassName.ts';

interface ProbabilityBarsProps {
  readonly name: string;
  readonly answer: Classification;
  /** Of the image, where it is known: the answer is then right or wrong. */
  readonly label?: number | undefined;
}

/** What one network takes an image for, by class. */
export function ProbabilityBars({ name, answer, label }: ProbabilityBarsProps) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const className = useClassName();
  const groups = useMemo(
    () =>
      answer.probabilities.map((value, index) => ({ name: className(index), bars: [{ name: '', value }] })),
    [answer, className],
  );
  const columns = useMemo(
    () => [t('classes.class'), '', t('sample.probability'), t('classes.low'), t('classes.high')] as const,
    [t],
  );
  const isRight = answer.prediction === label;
  return (
    <BarChart
      groups={groups}
      compact
      title={
        <>
          <b>{t('own.says', { name, label: className(answer.prediction) })}</b>
          {label !== undefined && ` ${isRight ? '✓' : '✗'} ${t(isRight ? 'flips.right' : 'flips.wrong')}`}
        </>
      }
      label={t('sample.probabilities', { name })}
      columns={columns}
      format={format.percent}
    />
  );
}
