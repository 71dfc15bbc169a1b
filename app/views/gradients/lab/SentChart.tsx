import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useLab } from '../../../store/labContext.ts';
import { useLayer } from '../../useSnapshots.ts';
import shared from '../../views.module.css';
import { LabChart } from './LabChart.tsx';
import type { NamedEntry } from './labEntry.ts';
import { chooseTensors, decadesOf, toSentSeries } from './series.ts';

/** Layers that can be told apart. */
const MOST_LAYERS = 6;

/** The share of each layer that one rule sends. */
export function SentChart({ entry, steps }: { readonly entry: NamedEntry; readonly steps: number }) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const layer = useLayer();
  const selectLayer = useLab((state) => state.selectLayer);
  const { name, ticks, trial } = entry;
  const tensors = trial?.exchange.tensors;
  const shown = useMemo(() => chooseTensors(tensors ?? [], layer, MOST_LAYERS), [tensors, layer]);
  const series = useMemo(() => toSentSeries(ticks, shown), [ticks, shown]);
  const formatY = (power: number) =>
    t('charts.sentValue', {
      sent: format.percent(10 ** power, 2),
      held: format.percent(1 - 10 ** power, 2),
    });
  const formatTickY = (power: number) => format.percent(10 ** power, Math.max(0, Math.ceil(-power) - 1));
  const all = tensors?.filter((tensor) => tensor.endsWith('.weight')).length ?? 0;
  return (
    <div>
      <LabChart
        series={series}
        steps={steps}
        yDomain={decadesOf(series, [0])}
        highlighted={layer ?? null}
        onSelect={selectLayer}
        title={<b>{t('charts.sent', { name })}</b>}
        label={t('charts.sentLabel', { name })}
        yLabel={t('charts.sentAxis')}
        formatY={formatY}
        formatTickY={formatTickY}
      />
      {shown.length < all && (
        <p className={shared.note}>
          {t('charts.someLayers', { shown: format.count(shown.length), all: format.count(all) })}
        </p>
      )}
    </div>
  );
}
