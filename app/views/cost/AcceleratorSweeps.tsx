import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceleratorReport, LayerAcceleration } from '../../../src/index.ts';
import { LineChart } from '../../charts/line/LineChart.tsx';
import type { LinePoint, LineSeries } from '../../charts/line/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import classes from './cost.module.css';

interface AcceleratorSweepsProps {
  readonly report: AcceleratorReport;
  readonly layer: LayerAcceleration;
}

const HEIGHT_PX = 250;
const UNIT: readonly [number, number] = [0, 1];

/** Load balance against the depth of the queues, and speed-up against the number of PEs. */
export function AcceleratorSweeps({ report, layer }: AcceleratorSweepsProps) {
  return (
    <div className={classes.sweeps}>
      <QueueSweep report={report} layer={layer} />
      <PeSweep report={report} layer={layer} />
    </div>
  );
}

function QueueSweep({ report, layer }: AcceleratorSweepsProps) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const rows = layer.queueDepths;
  const series = useMemo(
    () => [
      {
        id: 'balance',
        name: t('accelerator.balanceShort'),
        points: rows.map(({ depth, loadBalance }) => ({ x: Math.log2(depth), y: loadBalance })),
      },
      {
        id: 'stall',
        name: t('accelerator.stallsShort'),
        points: rows.map(({ depth, stallShare }) => ({ x: Math.log2(depth), y: stallShare })),
      },
    ],
    [rows, t],
  );
  const formatX = useCallback((x: number) => format.number(2 ** x), [format]);
  const formatTick = useCallback((share: number) => format.percent(share, 0), [format]);
  const describePoint = useCallback(
    ({ name }: LineSeries, { x, y }: LinePoint) => {
      const row = rows.find(({ depth }) => Math.log2(depth) === x);
      return [
        t('accelerator.atDepth', { depth: format.count(2 ** x) }),
        `${name} ${format.percent(y)}`,
        t('accelerator.cyclesLine', { cycles: format.count(row?.cycles ?? 0) }),
      ].join('\n');
    },
    [rows, t, format],
  );
  const columns = useMemo(
    () =>
      [t('accelerator.what'), t('accelerator.depth'), t('accelerator.share'), t('low'), t('high')] as const,
    [t],
  );
  return (
    <LineChart
      series={series}
      xDomain={[0, Math.log2(rows.at(-1)?.depth ?? 2)]}
      yDomain={UNIT}
      height={HEIGHT_PX}
      title={<b>{t('accelerator.queueTitle', { pes: format.count(report.peCount) })}</b>}
      label={t('accelerator.queueLabel', { layer: layer.layer })}
      xLabel={t('accelerator.depth')}
      yLabel={t('accelerator.share')}
      columns={columns}
      describePoint={describePoint}
      formatX={formatX}
      formatY={format.percent}
      formatTickY={formatTick}
    />
  );
}

function PeSweep({ report, layer }: AcceleratorSweepsProps) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const rows = layer.peCounts;
  const series = useMemo(
    () => [
      {
        id: 'speedUp',
        name: t('accelerator.simulated'),
        points: rows.map(({ peCount, speedUpOnePe }) => ({
          x: Math.log2(peCount),
          y: Math.log2(speedUpOnePe ?? 1),
        })),
      },
      {
        id: 'ideal',
        name: t('accelerator.idealShort'),
        points: rows.map(({ peCount }) => ({ x: Math.log2(peCount), y: Math.log2(peCount) })),
      },
    ],
    [rows, t],
  );
  const formatX = useCallback((x: number) => format.number(2 ** x), [format]);
  const formatY = useCallback((y: number) => t('times', { times: format.number(2 ** y) }), [t, format]);
  const describePoint = useCallback(
    ({ id, name }: LineSeries, { x, y }: LinePoint) => {
      const row = rows.find(({ peCount }) => Math.log2(peCount) === x);
      const head = t('accelerator.atPes', { pes: format.count(2 ** x) });
      if (id === 'ideal' || !row) return `${head}\n${name} ${formatY(y)}`;
      return [
        head,
        `${name} ${formatY(y)}`,
        t('accelerator.cyclesLine', { cycles: format.count(row.cycles) }),
        t('accelerator.balanceLine', { share: format.percent(row.loadBalance) }),
        t('accelerator.paddingLine', { share: format.percent(row.paddingShare) }),
      ].join('\n');
    },
    [rows, t, format, formatY],
  );
  const columns = useMemo(
    () =>
      [t('accelerator.what'), t('accelerator.pes'), t('accelerator.speedUp'), t('low'), t('high')] as const,
    [t],
  );
  const most = Math.log2(rows.at(-1)?.peCount ?? 2);
  return (
    <LineChart
      series={series}
      xDomain={[0, most]}
      yDomain={[0, most]}
      highlighted="speedUp"
      height={HEIGHT_PX}
      title={<b>{t('accelerator.peTitle', { depth: format.count(report.queueDepth) })}</b>}
      label={t('accelerator.peLabel', { layer: layer.layer })}
      xLabel={t('accelerator.pes')}
      yLabel={t('accelerator.speedUp')}
      columns={columns}
      describePoint={describePoint}
      formatX={formatX}
      formatY={formatY}
      formatTickY={formatY}
    />
  );
}
