import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CurveSummary, loadStudies, StudyId } from '../../src/index.ts';
import { LineChart } from '../charts/line/LineChart.tsx';
import type { LinePoint, LineSeries } from '../charts/line/layout.ts';
import { toCurveChart } from './curveChart.ts';
import classes from './studies.module.css';
import { useReadingWords } from './useReadingWords.ts';
import { useStudyWords } from './useStudyWords.ts';

interface StudyCurveProps {
  readonly study: StudyId;
  readonly summary: CurveSummary;
  readonly studies: Awaited<ReturnType<typeof loadStudies>>;
}

/** A curve of a study: mean over the seeds, with least and largest as error bars. */
export function StudyCurve({ study, summary, studies }: StudyCurveProps) {
  const { t } = useTranslation('studies');
  const words = useStudyWords(study);
  const { reading, tick } = useReadingWords(studies);
  const { curve } = summary;
  const chart = useMemo(() => toCurveChart(summary, words.series), [summary, words]);
  const { x, y } = curve;
  const formatX = useCallback((value: number) => tick(value, x.unit), [tick, x.unit]);
  const formatTickY = useCallback((value: number) => tick(value, y.unit), [tick, y.unit]);
  const formatY = useCallback((value: number) => reading(value, y.unit), [reading, y.unit]);
  const describePoint = useCallback(
    ({ name: series }: LineSeries, point: LinePoint) => {
      const text = { series, x: formatX(point.x), y: formatY(point.y) };
      if (point.low === undefined || point.high === undefined) return t('ui.point', text);
      return t('ui.pointRange', { ...text, low: formatY(point.low), high: formatY(point.high) });
    },
    [t, formatX, formatY],
  );
  const [xLabel, yLabel] = [words.axis(x.label), words.axis(y.label)];
  const title = words.curve(curve.id);
  const columns = useMemo(
    () => [t('ui.columns.series'), xLabel, yLabel, t('ui.columns.low'), t('ui.columns.high')] as const,
    [t, xLabel, yLabel],
  );
  const hasBars = chart.series.some(({ points }) => points.some(({ low }) => low !== undefined));
  return (
    <div className={classes.curve}>
      <LineChart
        {...chart}
        height={300}
        label={t('ui.chartOf', { curve: title, x: xLabel, y: yLabel })}
        title={<b>{title}</b>}
        xLabel={xLabel}
        yLabel={yLabel}
        columns={columns}
        describePoint={describePoint}
        formatX={formatX}
        formatY={formatY}
        formatTickY={formatTickY}
      />
      <p className={classes.small}>
        {[...(curve.source ? [words.source(curve.source)] : []), ...(hasBars ? [t('ui.bars')] : [])].join(
          ' · ',
        )}
      </p>
    </div>
  );
}
