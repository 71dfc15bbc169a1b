import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScatterPoint } from '../../charts/scatter/layout.ts';
import { ScatterPlot } from '../../charts/scatter/ScatterPlot.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import type { LayerChannels } from './layerChannels.ts';
import type { RankPair } from './ranks.ts';
import type { Choice } from './useChoice.ts';
import { useSelectedChannel } from './useSelectedChannel.ts';

interface RankScatterProps {
  readonly layer: string;
  readonly isDense: boolean;
  readonly channels: LayerChannels;
  readonly choice: Choice;
  readonly pair: RankPair;
  readonly kept: number;
  readonly xName: string;
  readonly yName: string;
}

/** Each filter's rank by two criteria; a click selects the filter, here and in the images above. */
export function RankScatter(props: RankScatterProps) {
  const { layer, isDense, channels, choice, pair, kept, xName, yName } = props;
  const { t } = useTranslation('filters');
  const format = useFormat();
  const selected = useSelectedChannel(layer);
  const selectChannel = useLab((state) => state.selectChannel);
  const points = useMemo(
    () =>
      pair.points.flatMap(({ unit, a, b }): ScatterPoint[] => {
        const id = channels.channelOf[unit] ?? -1;
        return id < 0 ? [] : [{ id, x: a, y: b, crossed: choice.channels.has(id) }];
      }),
    [pair, channels, choice.channels],
  );
  const domain = useMemo(() => [1, Math.max(2, kept)] as const, [kept]);
  const nameOf = useCallback((index: number) => t(isDense ? 'unit' : 'filter', { index }), [t, isDense]);
  const formatRank = useCallback((rank: number) => format.number(rank, 4), [format]);
  const describePoint = useCallback(
    ({ id, x, y, crossed }: ScatterPoint) =>
      [nameOf(id), `${xName}: ${formatRank(x)}`, `${yName}: ${formatRank(y)}`, crossed && t('states.chosen')]
        .filter(Boolean)
        .join('\n'),
    [nameOf, formatRank, xName, yName, t],
  );
  const columns = useMemo(() => [t('name'), xName, yName] as const, [t, xName, yName]);
  const onPick = useCallback((channel: number) => selectChannel(layer, channel), [selectChannel, layer]);
  const words = { x: xName, y: yName, layer, count: points.length };
  return (
    <ScatterPlot
      points={points}
      domain={domain}
      selected={selected}
      onPick={onPick}
      label={t('scatterLabel', words)}
      title={t('scatterTitle', { count: points.length })}
      xLabel={t('axis', { criterion: xName })}
      yLabel={t('axis', { criterion: yName })}
      columns={columns}
      nameOf={nameOf}
      describePoint={describePoint}
      format={formatRank}
    />
  );
}
