import { median, min, max as most } from 'd3';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { thinOut } from '../../../../charts/ridgeline/layout.ts';
import { Ridgeline } from '../../../../charts/ridgeline/Ridgeline.tsx';
import { useFormat } from '../../../../i18n/useFormat.ts';
import { listRecordedMoments } from '../../../recordedMoments.ts';
import { usePath } from '../../../usePath.ts';
import shared from '../../../views.module.css';
import { binScales, type Scales } from './scaleCut.ts';

const BINS = 48;
const MOST_ROWS = 30;

interface ScaleRidgesProps {
  /** As they are now. */
  readonly scales: readonly Scales[];
  /** The largest |γ| that the cut takes. */
  readonly threshold: number;
}

/** |γ| of all channels over the recorded trainings on the way to A, and as they are now. */
export function ScaleRidges({ scales, threshold }: ScaleRidgesProps) {
  const { t } = useTranslation('scales');
  const format = useFormat();
  const path = usePath();
  const recorded = useMemo(
    () =>
      thinOut(
        listRecordedMoments(path, 'scales').filter(({ nodes }) => nodes.length > 0),
        MOST_ROWS,
      ),
    [path],
  );
  const rows = useMemo(
    () => [
      ...recorded.map(({ id, training, epoch, nodes }) => ({
        id,
        name: t('row', { training, epoch: format.number(epoch) }),
        all: nodes as readonly Scales[],
      })),
      { id: 'now', name: t('now'), all: scales },
    ],
    [recorded, scales, t, format],
  );
  const { edges, counts } = useMemo(
    () =>
      binScales(
        rows.map(({ all }) => all),
        BINS,
      ),
    [rows],
  );
  const ridges = useMemo(
    () => rows.map(({ id, name }, row) => ({ id, name, counts: counts[row]! })),
    [rows, counts],
  );
  const formatX = useCallback((value: number) => format.number(value, 2), [format]);
  const describeBin = useCallback(
    (row: number, bin: number) =>
      t('bin', {
        row: ridges[row]?.name ?? '',
        amount: format.count(ridges[row]?.counts[bin] ?? 0),
        from: formatX(edges[bin] ?? 0),
        to: formatX(edges[bin + 1] ?? 0),
      }),
    [t, format, formatX, ridges, edges],
  );
  const table = useCallback(() => {
    const figures = (all: readonly Scales[]) => {
      const sizes = all.flatMap(({ scales: values }) => Array.from(values, Math.abs));
      return [min(sizes), median(sizes), most(sizes)].map((value) => formatX(value ?? 0));
    };
    return {
      columns: [t('moment'), t('smallest'), t('median'), t('largest')],
      rows: rows.map(({ name, all }) => [name, ...figures(all)]),
    };
  }, [t, formatX, rows]);
  return (
    <>
      {recorded.length === 0 && <p className={shared.note}>{t('nothing')}</p>}
      <Ridgeline
        ridges={ridges}
        edges={edges}
        logY
        threshold={threshold}
        label={recorded.length === 0 ? t('chartNow') : t('chart', { amount: format.count(ridges.length) })}
        xLabel={t('xLabel')}
        table={table}
        describeBin={describeBin}
        formatX={formatX}
      />
    </>
  );
}
