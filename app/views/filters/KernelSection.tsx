import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CriterionId } from '../../../src/index.ts';
import { KernelGrid } from '../../charts/kernels/KernelGrid.tsx';
import type { KernelTile } from '../../charts/kernels/picture.ts';
import { averagePlanes, type TileSummary, takePlane } from '../../charts/kernels/planes.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import classes from '../views.module.css';
import { FilterDetail } from './FilterDetail.tsx';
import { useFiltersOptions } from './filtersOptions.ts';
import { KernelLegend } from './KernelLegend.tsx';
import type { LayerChannels } from './layerChannels.ts';
import { listTiles } from './listTiles.ts';
import { modesOf } from './planeModes.ts';
import type { LayerRanks } from './ranks.ts';
import type { LayerKernels } from './readKernels.ts';
import type { Choice } from './useChoice.ts';
import { useSelectedChannel } from './useSelectedChannel.ts';

interface KernelSectionProps {
  readonly layer: string;
  readonly pictures: LayerKernels;
  readonly summaries: readonly TileSummary[];
  readonly channels: LayerChannels | undefined;
  readonly choice: Choice;
  readonly isGone: (channel: number) => boolean;
  readonly by: CriterionId | 'place';
  readonly ranks: LayerRanks | undefined;
}

/** All filters of the layer as images, the least important first; a click cuts one or restores it. */
export function KernelSection(props: KernelSectionProps) {
  const { layer, pictures, summaries, channels, choice, isGone, by, ranks } = props;
  const { t } = useTranslation(['filters', 'forms']);
  const format = useFormat();
  const { tensor, form, isDense } = pictures;
  const wanted = useFiltersOptions((options) => options.mode);
  const plane = Math.min(
    useFiltersOptions((options) => options.plane),
    tensor.planes - 1,
  );
  const modes = modesOf(form);
  const mode = wanted && modes.includes(wanted) ? wanted : (modes[0] ?? 'planes');
  const selected = useSelectedChannel(layer);
  const selectChannel = useLab((state) => state.selectChannel);
  const drawn = useMemo(() => {
    if (mode === 'mean') return averagePlanes(tensor);
    return mode === 'one' ? takePlane(tensor, plane) : tensor;
  }, [tensor, mode, plane]);
  const arrangement = useMemo(
    () => ({ strip: form === 'strip', color: form === 'color' && mode === 'color' }),
    [form, mode],
  );
  const tiles = useMemo(
    () => listTiles({ count: tensor.tiles, channels, ranks, chosen: choice.channels, isGone }),
    [tensor, channels, ranks, choice.channels, isGone],
  );
  const nameOf = useCallback((index: number) => t(isDense ? 'unit' : 'filter', { index }), [t, isDense]);
  const rankOf = useCallback(
    (index: number) => {
      const rank = ranks?.rankOf.get(channels?.unitOf[index] ?? -1);
      return rank === undefined ? undefined : format.number(rank, 4);
    },
    [ranks, channels, format],
  );
  const criterion = by === 'place' ? '' : t(`criteria.${by}.name`, { ns: 'forms' });
  const describeTile = useCallback(
    ({ index, mark }: KernelTile) => {
      const { meanMagnitude, low, high } = summaries[index]!;
      const rank = rankOf(index);
      const lines = [
        nameOf(index),
        rank !== undefined && t('rank', { rank, kept: format.count(ranks!.kept), criterion }),
        mark !== 'gone' &&
          t('values', {
            mean: format.number(meanMagnitude, 3),
            low: format.number(low, 2),
            high: format.number(high, 2),
          }),
        channels && t(`marks.${mark}`),
      ];
      return lines.filter(Boolean).join('\n');
    },
    [summaries, rankOf, nameOf, t, format, ranks, criterion, channels],
  );
  const rowOf = useCallback(
    ({ index, mark }: KernelTile) => [
      nameOf(index),
      rankOf(index) ?? '–',
      format.number(summaries[index]!.meanMagnitude, 3),
      t(`states.${mark}`),
    ],
    [nameOf, rankOf, format, summaries, t],
  );
  const columns = useMemo(() => [t('name'), t('rankColumn'), t('meanColumn'), t('state')], [t]);
  const onPick = useCallback(
    (index: number) => {
      selectChannel(layer, index);
      choice.toggle(index);
    },
    [selectChannel, layer, choice],
  );
  const words = { layer, count: tensor.tiles };
  return (
    <section className={classes.section}>
      <KernelLegend
        form={form}
        modes={modes}
        mode={mode}
        plane={plane}
        planes={tensor.planes}
        canGo={channels !== undefined}
        ranked={ranks !== undefined}
      />
      <KernelGrid
        tensor={drawn}
        arrangement={arrangement}
        tiles={tiles}
        selected={selected}
        onPick={onPick}
        label={t(isDense ? 'unitsLabel' : 'filtersLabel', words)}
        title={
          <>
            <b>{t(isDense ? 'unitsTitle' : 'filtersTitle', { layer })}</b> ·{' '}
            {t(`forms.${form}`, {
              ...words,
              rows: tensor.rows,
              columns: tensor.columns,
              planes: tensor.planes,
            })}
          </>
        }
        columns={columns}
        rowOf={rowOf}
        describeTile={describeTile}
      />
      <FilterDetail
        selected={selected}
        name={selected === null ? '' : nameOf(selected)}
        rank={selected === null ? undefined : rankOf(selected)}
        kept={ranks?.kept}
        criterion={criterion}
        canGo={selected !== null && (channels?.unitOf[selected] ?? -1) >= 0 && !isGone(selected)}
        isChosen={selected !== null && choice.channels.has(selected)}
        onToggle={choice.toggle}
      />
    </section>
  );
}
