import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { writeMagnitude, writePowerOfTen } from '../../charts/logHistogram/magnitude.ts';
import { thinOut } from '../../charts/ridgeline/layout.ts';
import { Ridgeline } from '../../charts/ridgeline/Ridgeline.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import type { RecordedMoment } from '../recordedMoments.ts';
import classes from '../views.module.css';
import { computeShareBelow, findShownBins, toMagnitudes } from './gradientBins.ts';
import { useGradientsOptions } from './gradientsOptions.ts';

/** Rows that can be told apart. */
const MOST_ROWS = 40;

interface GradientRidgesProps {
  readonly moments: readonly RecordedMoment<'gradients'>[];
  readonly layer: string;
  readonly threshold: number;
}

/** One layer's gradients before training and after each epoch, with the threshold through all. */
export function GradientRidges({ moments, layer, threshold }: GradientRidgesProps) {
  const { t } = useTranslation('gradients');
  const format = useFormat();
  const log = useGradientsOptions((options) => options.log);
  const rows = useMemo(() => {
    const several = new Set(moments.map(({ training }) => training)).size > 1;
    const all = moments.flatMap((moment) => {
      const found = moment.layers.find((entry) => entry.layer === layer);
      const { id, training, epoch } = moment;
      const words = { training, epoch: format.number(epoch) };
      return found ? [{ id, found, name: t(several ? 'over.rowOf' : 'over.row', words) }] : [];
    });
    return { all, shown: thinOut(all, MOST_ROWS) };
  }, [moments, layer, t, format]);
  const { edges, ridges } = useMemo(() => {
    const bins = findShownBins(rows.shown.map(({ found }) => found));
    const magnitudes = rows.shown.map(({ found }) => toMagnitudes(found, bins));
    return {
      edges: magnitudes[0]?.edges ?? [],
      ridges: rows.shown.map(({ id, name }, row) => ({ id, name, counts: magnitudes[row]!.counts })),
    };
  }, [rows]);
  const formatX = useCallback((value: number) => writePowerOfTen(Math.round(Math.log10(value))), []);
  const describeBin = useCallback(
    (row: number, bin: number) =>
      t('over.bin', {
        row: ridges[row]?.name ?? '',
        from: writeMagnitude(edges[bin] ?? 0),
        to: writeMagnitude(edges[bin + 1] ?? 0),
        amount: format.count(ridges[row]?.counts[bin] ?? 0),
      }),
    [t, format, ridges, edges],
  );
  const table = useCallback(
    () => ({
      columns: [
        t('over.moment'),
        t('readout.mean'),
        t('readout.rms'),
        t('over.zeros'),
        t('over.shareTitle', { threshold: writeMagnitude(threshold) }),
      ],
      rows: rows.shown.map(({ name, found }) => [
        name,
        writeMagnitude(found.meanAbsolute),
        writeMagnitude(found.rootMeanSquare),
        format.count(found.zeros),
        format.percent(computeShareBelow(found, threshold)),
      ]),
    }),
    [t, format, rows, threshold],
  );
  if (ridges.length === 0) return <p className={classes.note}>{t('over.noLayer', { layer })}</p>;
  return (
    <div>
      <Ridgeline
        ridges={ridges}
        edges={edges}
        logX
        logY={log}
        threshold={threshold}
        title={<b>{t('over.ridges', { layer })}</b>}
        label={t('over.ridgesChart', { layer, amount: format.count(ridges.length) })}
        xLabel={t('magnitude')}
        table={table}
        describeBin={describeBin}
        formatX={formatX}
      />
      {rows.shown.length < rows.all.length && (
        <p className={classes.note}>
          {t('over.some', { shown: format.count(rows.shown.length), all: format.count(rows.all.length) })}
        </p>
      )}
    </div>
  );
}
