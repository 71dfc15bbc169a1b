import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { thinOut } from '../../../charts/ridgeline/layout.ts';
import { Ridgeline } from '../../../charts/ridgeline/Ridgeline.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { RecordHint } from '../../RecordHint.tsx';
import { listRecordedMoments, type RecordedMoment } from '../../recordedMoments.ts';
import { usePath } from '../../usePath.ts';
import shared from '../../views.module.css';
import { useWeightsOptions } from '../weightsOptions.ts';
import { computeLayerEvolution } from './evolution.ts';

/** Rows that can be told apart. */
const MOST_ROWS = 40;

/** The chosen layer's weights over the recorded trainings on the way to A. */
export function EvolutionSection({ layer }: { readonly layer: string }) {
  const { t } = useTranslation('weightsMore');
  const path = usePath();
  const moments = useMemo(() => listRecordedMoments(path, 'weights'), [path]);
  return (
    <section>
      <h3 className={shared.heading}>{t('evolution.title', { layer })}</h3>
      {moments.length === 0 ? (
        <RecordHint text={t('evolution.nothing')} />
      ) : (
        <Evolution moments={moments} layer={layer} />
      )}
    </section>
  );
}

interface EvolutionProps {
  readonly moments: readonly RecordedMoment<'weights'>[];
  readonly layer: string;
}

function Evolution({ moments, layer }: EvolutionProps) {
  const { t } = useTranslation('weightsMore');
  const format = useFormat();
  const log = useWeightsOptions((options) => options.log);
  const { edges, moments: all } = useMemo(() => computeLayerEvolution(moments, layer), [moments, layer]);
  const shown = useMemo(() => thinOut(all, MOST_ROWS), [all]);
  const several = new Set(moments.map(({ training }) => training)).size > 1;
  const nameOf = useCallback(
    ({ training, epoch }: RecordedMoment<'weights'>) =>
      t(several ? 'evolution.rowOf' : 'evolution.row', { training, epoch: format.number(epoch) }),
    [t, format, several],
  );
  const ridges = useMemo(
    () => shown.map(({ moment, counts }) => ({ id: moment.id, name: nameOf(moment), counts })),
    [shown, nameOf],
  );
  const formatX = useCallback((value: number) => format.number(value, 3).replace('-', '−'), [format]);
  const describeBin = useCallback(
    (row: number, bin: number) =>
      t('evolution.bin', {
        row: ridges[row]?.name ?? '',
        from: formatX(edges[bin] ?? 0),
        to: formatX(edges[bin + 1] ?? 0),
        amount: format.count(ridges[row]?.counts[bin] ?? 0),
      }),
    [t, format, formatX, ridges, edges],
  );
  const table = useCallback(
    () => ({
      columns: [
        t('evolution.moment'),
        t('table.kept'),
        t('table.mean'),
        t('table.sigma'),
        t('table.meanAbsolute'),
        t('evolution.largest'),
      ],
      rows: shown.map(({ moment, layer: at }) => [
        nameOf(moment),
        format.count(at.kept),
        formatX(at.mean),
        formatX(at.standardDeviation),
        formatX(at.meanAbsolute),
        formatX(at.largest),
      ]),
    }),
    [t, format, formatX, nameOf, shown],
  );
  if (shown.length === 0) return <p className={shared.note}>{t('evolution.noLayer', { layer })}</p>;
  return (
    <>
      <p className={shared.explain}>
        {t('evolution.explain')}
        {shown.length < all.length &&
          ` ${t('evolution.some', { shown: format.count(shown.length), all: format.count(all.length) })}`}
      </p>
      <Ridgeline
        ridges={ridges}
        edges={edges}
        logY={log}
        label={t('evolution.chart', { layer, amount: format.count(shown.length) })}
        xLabel={t('evolution.weight')}
        table={table}
        describeBin={describeBin}
        formatX={formatX}
      />
    </>
  );
}
