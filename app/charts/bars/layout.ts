import { scaleLinear } from 'd3';
import type { Tick } from '../Axes.tsx';
import { countColumns, fitName } from '../fitName.ts';

/** One bar; `low` and `high` bound its spread. */
export interface BarValue {
  readonly name: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** Outlined instead of filled, for what is compared with. */
  readonly outline?: boolean;
}

/** Bars that belong together, under one name. */
export interface BarGroup {
  readonly name: string;
  readonly bars: readonly BarValue[];
}

export interface DrawnBar extends BarValue {
  readonly group: string;
  readonly y: number;
  readonly height: number;
  readonly width: number;
  readonly xLow: number | undefined;
  readonly xHigh: number | undefined;
  /** Where the value is written: behind the bar and its spread. */
  readonly textX: number;
}

export interface BarLayout {
  readonly left: number;
  /** Right end of the names of the groups; the names of their bars stand between it and the axis. */
  readonly nameX: number;
  readonly right: number;
  readonly height: number;
  readonly bars: readonly DrawnBar[];
  /** `label` is the name, cut where there is no room for it. */
  readonly groups: readonly { readonly name: string; readonly label: string; readonly y: number }[];
  readonly ticks: readonly Tick[];
}

const SIZES = {
  roomy: { bar: 18, gap: 4, group: 14 },
  compact: { bar: 13, gap: 2, group: 2 },
} as const;
const VALUE_ROOM = 96;
const BAR_NAME_ROOM = 18;
const CHARACTER_WIDTH = 7.4;

/** Where horizontal grouped bars stand, in pixels; the height follows from their number. */
export function computeBarLayout(
  groups: readonly BarGroup[],
  width: number,
  format: (value: number) => string,
  compact = false,
): BarLayout {
  const size = SIZES[compact ? 'compact' : 'roomy'];
  const barNameRoom = groups.some(({ bars }) => bars.some(({ name }) => name !== '')) ? BAR_NAME_ROOM : 0;
  const nameRoom = 12 + CHARACTER_WIDTH * Math.max(1, ...groups.map(({ name }) => countColumns(name)));
  const left = Math.min(width * 0.36, nameRoom) + barNameRoom;
  const columns = nameRoom <= width * 0.36 ? Number.POSITIVE_INFINITY : (width * 0.36 - 12) / CHARACTER_WIDTH;
  const right = Math.max(left + 60, width - VALUE_ROOM);
  const highest = Math.max(
    ...groups.flatMap(({ bars }) => bars.map(({ value, high }) => Math.max(value, high ?? 0))),
    0,
  );
  const scale = scaleLinear([0, highest || 1], [left, right]);
  const bars: DrawnBar[] = [];
  const drawnGroups: { name: string; label: string; y: number }[] = [];
  let y = 4;
  for (const group of groups) {
    const top = y;
    for (const bar of group.bars) {
      const xHigh = bar.high === undefined ? undefined : scale(bar.high);
      bars.push({
        ...bar,
        group: group.name,
        y,
        height: size.bar,
        width: scale(bar.value) - left,
        xLow: bar.low === undefined ? undefined : scale(bar.low),
        xHigh,
        textX: Math.max(scale(bar.value), xHigh ?? 0) + 8,
      });
      y += size.bar + size.gap;
    }
    drawnGroups.push({ name: group.name, label: fitName(group.name, columns), y: (top + y - size.gap) / 2 });
    y += size.group;
  }
  return {
    left,
    nameX: left - 10 - barNameRoom,
    right,
    height: y + 18,
    bars,
    groups: drawnGroups,
    ticks: scale
      .ticks(right - left < 260 ? 2 : 3)
      .map((value) => ({ at: scale(value), text: format(value) })),
  };
}
