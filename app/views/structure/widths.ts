import type { ChannelGroup, LayerCost, PreviewResult, Step } from '../../../src/index.ts';
import type { WidthColumn } from '../../charts/widths/layout.ts';
import type { GroupPlace } from './coupling.ts';
import type { GroupLoss } from './judgeShape.ts';

type Channels = Pick<LayerCost, 'name' | 'channels' | 'keptChannels'>;

/**
 * By layer, how many channels the step being made would take; none where it prunes no channels, or where the preview still
 * is one of other units.
 */
export function countDoomed(
  draft: Step,
  preview: PreviewResult | null,
  groups: readonly Pick<ChannelGroup, 'layer' | 'units'>[],
): ReadonlyMap<string, number> {
  const channels =
    draft.kind === 'prune' && (draft.granularity === 'filter' || draft.granularity === 'stage');
  if (!channels || !preview) return new Map();
  const units = new Map(groups.map((group) => [group.layer, group.units]));
  const { layers } = preview.report;
  if (layers.some((report) => units.get(report.layer) !== report.units)) return new Map();
  return new Map(
    layers.flatMap(({ layer, coupled, newlyPruned }) =>
      [layer, ...coupled].map((name) => [name, newlyPruned] as const),
    ),
  );
}

/** The layers of a snapshot with their widths at the start, now, and after the step being made. */
export function toColumns(
  now: readonly Channels[],
  start: readonly Channels[],
  doomed: ReadonlyMap<string, number>,
): readonly WidthColumn[] {
  const before = new Map(start.map(({ name, channels }) => [name, channels]));
  return now.map(({ name, channels, keptChannels }) => ({
    id: name,
    name,
    before: before.get(name) ?? channels,
    now: keptChannels,
    ...(doomed.size > 0 ? { next: Math.max(0, keptChannels - (doomed.get(name) ?? 0)) } : {}),
  }));
}

/** What each group has lost since the start, or would have after the step being made; its layers counted together. */
export function toGroupLosses(
  groups: readonly (ChannelGroup & { readonly place: GroupPlace })[],
  columns: readonly WidthColumn[],
): readonly GroupLoss[] {
  const known = new Map(columns.map((column) => [column.id, column]));
  return groups.map(({ layers, place }) => {
    const of = layers.flatMap((layer) => known.get(layer) ?? []);
    const channels = of.reduce((sum, { before }) => sum + before, 0);
    return { place, channels, lost: channels - of.reduce((sum, { now, next }) => sum + (next ?? now), 0) };
  });
}
