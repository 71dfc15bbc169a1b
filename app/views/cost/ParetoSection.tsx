import { Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ParetoChart } from '../../charts/pareto/ParetoChart.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { nameOf } from '../../store/treeNodes.ts';
import { Figures } from '../Figures.tsx';
import classes from '../views.module.css';
import { COSTS, type Cost, costOf, toParetoSnapshot } from './listSnapshots.ts';
import { computePareto } from './pareto.ts';

/** Accuracy of all snapshots against a chosen cost, the front of the best, and how much smaller A is than the start. */
export function ParetoSection() {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const nodes = useLab((state) => state.nodes);
  const selectedId = useLab((state) => state.selectedId);
  const comparedId = useLab((state) => state.comparedId);
  const select = useLab((state) => state.select);
  const [cost, setCost] = useState<Cost>('keptWeights');
  const formatX = useCallback(
    (value: number) => (cost.startsWith('bytes.') ? format.bytes(value) : format.compact(value)),
    [cost, format],
  );
  const formatY = useCallback((share: number) => format.percent(share), [format]);
  const entries = useMemo(
    () =>
      nodes.flatMap((node) =>
        node.status === 'done' && node.snapshot
          ? [
              {
                label: nameOf(node),
                images: node.snapshot.summary.accuracy.images,
                snapshot: toParetoSnapshot(node.snapshot),
              },
            ]
          : [],
      ),
    [nodes],
  );
  const report = useMemo(() => computePareto(entries.map(({ snapshot }) => snapshot)), [entries]);
  const front = useMemo(
    () => report.curves.find((curve) => curve.cost === cost)?.names ?? [],
    [report, cost],
  );
  const points = useMemo(
    () =>
      entries.map(({ label, snapshot }) => ({
        id: snapshot.name,
        name: label,
        x: costOf(snapshot, cost),
        y: snapshot.accuracy,
      })),
    [entries, cost],
  );
  const times = useCallback(
    (ratio: number | null | undefined) =>
      ratio === null || ratio === undefined ? '–' : t('times', { times: format.number(ratio) }),
    [t, format],
  );
  const ratiosOf = useCallback((id: string) => report.ratios.find(({ name }) => name === id), [report]);
  const describePoint = useCallback(
    (id: string) => {
      const entry = entries.find(({ snapshot }) => snapshot.name === id);
      const ratios = ratiosOf(id);
      if (!entry) return '';
      return [
        entry.label,
        t('pareto.accuracyLine', {
          share: formatY(entry.snapshot.accuracy),
          images: format.count(entry.images),
        }),
        `${t(`pareto.costs.${cost}`)} ${formatX(costOf(entry.snapshot, cost))}`,
        t('pareto.ratioLine', { times: times(ratios?.compressionRatio) }),
        t('pareto.speedUpLine', { times: times(ratios?.theoreticalSpeedup) }),
        front.includes(id) ? t('pareto.onFront') : '',
      ]
        .filter(Boolean)
        .join('\n');
    },
    [entries, ratiosOf, cost, front, t, format, formatX, formatY, times],
  );
  const table = useCallback(
    () => ({
      columns: [
        t('snapshot'),
        t('pareto.accuracy'),
        t(`pareto.costs.${cost}`),
        t('pareto.front'),
        t('pareto.compressionRatio'),
        t('pareto.speedUp'),
      ],
      rows: entries.map(({ label, snapshot }) => {
        const ratios = ratiosOf(snapshot.name);
        return [
          label,
          formatY(snapshot.accuracy),
          formatX(costOf(snapshot, cost)),
          t(front.includes(snapshot.name) ? 'yes' : 'no'),
          times(ratios?.compressionRatio),
          times(ratios?.theoreticalSpeedup),
        ];
      }),
    }),
    [entries, ratiosOf, cost, front, t, formatX, formatY, times],
  );
  const accuracies = points.map(({ y }) => y);
  const isWide = Math.max(...accuracies) - Math.min(...accuracies) > 0.1;
  const formatTickY = useCallback((share: number) => format.percent(share, isWide ? 0 : 1), [format, isWide]);
  const own = ratiosOf(selectedId);
  const named = (id: string) => entries.find(({ snapshot }) => snapshot.name === id)?.label ?? '';
  return (
    <>
      <div className={classes.controls}>
        <Select
          size="xs"
          w={240}
          aria-label={t('pareto.cost')}
          value={cost}
          allowDeselect={false}
          onChange={(value) => value && setCost(value as Cost)}
          data={COSTS.map((value) => ({ value, label: t(`pareto.costs.${value}`) }))}
        />
      </div>
      <ParetoChart
        points={points}
        front={front}
        selected={selectedId}
        compared={comparedId ?? undefined}
        onSelect={select}
        title={<b>{t('pareto.title', { cost: t(`pareto.costs.${cost}`) })}</b>}
        label={t('pareto.label', {
          cost: t(`pareto.costs.${cost}`),
          amount: format.count(points.length),
          front: front.map(named).join(', '),
        })}
        xLabel={t('pareto.axis', { cost: t(`pareto.costs.${cost}`) })}
        yLabel={t('pareto.accuracy')}
        describePoint={describePoint}
        table={table}
        formatX={formatX}
        formatTickY={formatTickY}
      />
      <Figures
        figures={[
          {
            label: t('pareto.compressionRatio'),
            value: times(own?.compressionRatio),
            note: t('pareto.keptNote'),
          },
          {
            label: t('pareto.speedUp'),
            value: times(own?.theoreticalSpeedup),
            note: t('pareto.effectiveNote'),
          },
          {
            label: t('pareto.denseRatio'),
            value: times(own?.denseCompressionRatio),
            note: t('pareto.paramsNote'),
          },
          { label: t('pareto.denseSpeedUp'), value: times(own?.denseSpeedup), note: t('pareto.macsNote') },
        ]}
      />
      <p className={classes.note}>
        {entries.length < 2 && `${t('pareto.one')} `}
        {t('pareto.note')}
      </p>
    </>
  );
}
