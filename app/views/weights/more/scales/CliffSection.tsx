import { Button, Progress, Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LineChart } from '../../../../charts/line/LineChart.tsx';
import type { LinePoint, LineSeries } from '../../../../charts/line/layout.ts';
import { useFormat } from '../../../../i18n/useFormat.ts';
import { Failure } from '../../../ViewState.tsx';
import shared from '../../../views.module.css';
import { type CliffPoint, useCliff } from './useCliff.ts';

const UNIT: readonly [number, number] = [0, 1];

/** Accuracy right after cuts of rising shares, measured on a click. */
export function CliffSection() {
  const { t } = useTranslation('scales');
  const cliff = useCliff();
  const { data: points, running, progress, error } = cliff;
  return (
    <div>
      <h4 className={shared.heading}>{t('cliffTitle')}</h4>
      <p className={shared.explain}>{t('cliffExplain')}</p>
      <div className={shared.controls}>
        <Button
          size="compact-sm"
          variant={points ? 'default' : 'filled'}
          loading={running}
          onClick={cliff.measure}
        >
          {t(points ? 'again' : 'measure')}
        </Button>
        {running && (
          <>
            <Progress
              w={140}
              value={progress ? (100 * progress.done) / progress.total : 0}
              aria-label={t('measure')}
            />
            <Text size="sm" c="dimmed" role="status">
              {progress ? t('measuring', { done: progress.done, total: progress.total }) : t('measure')}
            </Text>
            <Button size="compact-sm" variant="default" onClick={cliff.cancel}>
              {t('state.cancel', { ns: 'views' })}
            </Button>
          </>
        )}
      </div>
      {error && <Failure error={error} onRetry={cliff.measure} />}
      {points && <CliffChart points={points} />}
    </div>
  );
}

function CliffChart({ points }: { readonly points: readonly CliffPoint[] }) {
  const { t } = useTranslation('scales');
  const format = useFormat();
  const series = useMemo(
    () => [
      {
        id: 'cut',
        name: t('cliffSeries'),
        points: points.map(({ share, accuracy }) => ({ x: share, y: accuracy })),
      },
    ],
    [points, t],
  );
  const before = points[0]?.accuracy ?? 0;
  const images = format.count(points[0]?.images ?? 0);
  const formatShare = useCallback((share: number) => format.percent(share, 0), [format]);
  const describePoint = useCallback(
    (_: LineSeries, { x, y }: LinePoint) =>
      t('point', { share: formatShare(x), accuracy: format.percent(y), images }),
    [t, format, formatShare, images],
  );
  return (
    <>
      <LineChart
        series={series}
        xDomain={UNIT}
        yDomain={UNIT}
        reference={{ value: before, text: t('base', { share: format.percent(before) }) }}
        height={280}
        label={t('cliffChart')}
        title={<b>{t('cliffChart')}</b>}
        xLabel={t('columns.share')}
        yLabel={t('columns.accuracy')}
        columns={[
          t('columns.series'),
          t('columns.share'),
          t('columns.accuracy'),
          t('columns.low'),
          t('columns.high'),
        ]}
        describePoint={describePoint}
        formatX={formatShare}
        formatY={format.percent}
        formatTickY={formatShare}
      />
      <p className={shared.note}>{t('images', { images })}</p>
    </>
  );
}
