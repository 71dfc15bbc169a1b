import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerSparseSpeed } from '../../../src/index.ts';
import { LineChart } from '../../charts/line/LineChart.tsx';
import type { LinePoint, LineSeries } from '../../charts/line/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import classes from '../views.module.css';
import { fromHalvings, judgeSparse, listDomains, toHalvings } from './sparseCurve.ts';
import { toTime } from './toTime.ts';

/** Time of one layer against sparsity, the dense time across it, and the place where the two meet. */
export function SparseChart({ speed }: { readonly speed: LayerSparseSpeed }) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const { layer, dense, points, present, breakEvenSparsity } = speed;
  const domains = useMemo(() => listDomains(speed), [speed]);
  const series = useMemo((): readonly LineSeries[] => {
    const toPoint = ({ sparsity, medianMs, lowMs, highMs }: (typeof points)[number]): LinePoint => ({
      x: toHalvings(sparsity),
      y: Math.log2(medianMs),
      low: Math.log2(lowMs),
      // What leaves the chart is left off; the readout has it.
      ...(Math.log2(highMs) <= domains.y[1] ? { high: Math.log2(highMs) } : {}),
    });
    return [
      { id: 'sparse', name: t('sparse.curve'), points: points.map(toPoint) },
      ...(present.sparsity < 1
        ? [{ id: 'present', name: t('sparse.present'), points: [toPoint(present)] }]
        : []),
      ...(breakEvenSparsity === null || breakEvenSparsity === 0
        ? []
        : [
            {
              id: 'even',
              name: t('sparse.even'),
              points: [{ x: toHalvings(breakEvenSparsity), y: Math.log2(dense.medianMs) }],
            },
          ]),
    ];
  }, [points, present, breakEvenSparsity, dense, domains, t]);
  const formatX = useCallback(
    (halvings: number) => {
      const share = fromHalvings(halvings);
      return format.percent(share, share > 0.9 ? 1 : 0);
    },
    [format],
  );
  const formatY = useCallback((y: number) => toTime(2 ** y, format), [format]);
  const describePoint = useCallback(
    ({ id, name }: LineSeries, { x, y }: LinePoint) => {
      const timed = id === 'present' ? present : points.find(({ sparsity }) => toHalvings(sparsity) === x);
      return [
        name,
        t('sparse.at', { sparsity: formatX(x) }),
        t('sparse.time', { time: formatY(y), dense: toTime(dense.medianMs, format) }),
        id !== 'even' && timed && `(${toTime(timed.lowMs, format)} – ${toTime(timed.highMs, format)})`,
      ]
        .filter(Boolean)
        .join('\n');
    },
    [t, format, formatX, formatY, dense, present, points],
  );
  const columns = useMemo(
    () => [t('sparse.what'), t('sparsity'), t('ms'), t('low'), t('high')] as const,
    [t],
  );
  const even =
    breakEvenSparsity === null
      ? t('sparse.never', { layer, sparsity: format.percent(points.at(-1)?.sparsity ?? 0, 0) })
      : breakEvenSparsity === 0
        ? t('sparse.always', { layer })
        : t('sparse.from', { layer, sparsity: format.percent(breakEvenSparsity) });
  const now = t(`sparse.${judgeSparse(speed)}`, {
    sparsity: format.percent(present.sparsity),
    sparse: toTime(present.medianMs, format),
    dense: toTime(dense.medianMs, format),
  });
  return (
    <>
      <LineChart
        series={series}
        xDomain={domains.x}
        yDomain={domains.y}
        reference={{
          value: Math.log2(dense.medianMs),
          text: t('sparse.dense', { time: toTime(dense.medianMs, format) }),
        }}
        highlighted="sparse"
        height={330}
        title={<b>{t('sparse.title', { layer, rows: speed.rows, columns: speed.columns })}</b>}
        label={t('sparse.chart', { layer, text: even })}
        xLabel={t('sparse.axis')}
        yLabel={t('sparse.axisTime')}
        columns={columns}
        describePoint={describePoint}
        formatX={formatX}
        formatY={formatY}
        formatTickY={formatY}
      />
      <p className={classes.explain}>
        {even} {now}
      </p>
    </>
  );
}
