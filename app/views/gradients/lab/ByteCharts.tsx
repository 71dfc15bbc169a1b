import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat.ts';
import { LabChart } from './LabChart.tsx';
import type { LabChartsProps } from './LabCharts.tsx';
import { useExchangeLab } from './labStore.ts';
import { decadesOf, toEntrySeries, toMeans, toPoints } from './series.ts';

/** Bytes of each batch, and since the start, on logarithmic axes with what dense exchange sends as a line. */
export function ByteCharts({ entries, chosen, steps }: LabChartsProps) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const choose = useExchangeLab((state) => state.choose);
  const { each, total } = useMemo(() => {
    const toLog = ({ x, y }: { readonly x: number; readonly y: number }) => ({
      x,
      y: Math.log10(Math.max(1, y)),
    });
    return {
      each: toEntrySeries(entries, ({ ticks }) => toMeans(ticks, ({ bytes }) => bytes).map(toLog)),
      total: toEntrySeries(entries, ({ ticks }) =>
        toPoints(ticks, ({ totalBytes }) => totalBytes).map(toLog),
      ),
    };
  }, [entries]);
  const dense = entries.find(({ ticks }) => ticks[0])?.ticks[0]?.denseBytes;
  const referenceOf = (bytes: number | undefined) =>
    bytes === undefined
      ? undefined
      : { value: Math.log10(bytes), text: t('charts.denseLine', { bytes: format.bytes(bytes) }) };
  const formatY = (power: number) => format.bytes(10 ** power);
  const common = {
    steps,
    highlighted: chosen,
    onSelect: choose,
    yLabel: t('charts.bytes'),
    formatY,
  };
  const [eachLine, totalLine] = [referenceOf(dense), referenceOf(dense && dense * steps)];
  return (
    <>
      <LabChart
        {...common}
        series={each}
        yDomain={decadesOf(each, eachLine ? [eachLine.value] : [])}
        reference={eachLine}
        title={<b>{t('charts.step')}</b>}
        label={t('charts.stepLabel')}
      />
      <LabChart
        {...common}
        series={total}
        yDomain={decadesOf(total, totalLine ? [totalLine.value] : [])}
        reference={totalLine}
        title={<b>{t('charts.total')}</b>}
        label={t('charts.totalLabel')}
      />
    </>
  );
}
