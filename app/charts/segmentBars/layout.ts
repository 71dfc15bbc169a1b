import { scaleLinear } from 'd3';
import type { Tick } from '../Axes.tsx';

/** How a part of a bar is filled; told apart by lightness and hatch, not by hue alone. */
export type SegmentLook = 'solid' | 'soft' | 'hatch' | 'outline';

/** A part of a bar, laid behind the part before it. */
export interface Segment {
  readonly value: number;
  readonly look: SegmentLook;
}

/** One bar, made of parts. */
export interface SegmentBar {
  /** A letter or short word before the bar; empty where a group has but one. */
  readonly name: string;
  /** Empty where there is no value: `text` then says why. */
  readonly segments: readonly Segment[];
  /** A value to compare with, drawn as a hollow diamond. */
  readonly mark?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** What is written behind the bar. */
  readonly text: string;
}

/** Bars that belong together, under one name. */
export interface SegmentGroup {
  readonly id: string;
  readonly name: string;
  readonly bars: readonly SegmentBar[];
}

export interface DrawnSegment extends Segment {
  readonly x: number;
  readonly width: number;
}

export interface DrawnSegmentBar extends Omit<SegmentBar, 'segments'> {
  readonly group: string;
  readonly y: number;
  readonly height: number;
  readonly segments: readonly DrawnSegment[];
  readonly markX: number | undefined;
  readonly xLow: number | undefined;
  readonly xHigh: number | undefined;
  readonly textX: number;
}

export interface SegmentLayout {
  readonly left: number;
  readonly nameX: number;
  readonly right: number;
  readonly height: number;
  readonly bars: readonly DrawnSegmentBar[];
  readonly groups: readonly { readonly id: string; readonly name: string; readonly y: number }[];
  readonly ticks: readonly Tick[];
}

const BAR = 14;
const BAR_GAP = 2;
const GROUP_GAP = 8;
const BAR_NAME_ROOM = 18;
const FOOT = 18;
const CHARACTER_WIDTH = 7.1;

/** Width of a text in pixels, roughly; a Chinese character is as wide as nearly two Latin ones. */
export function estimateTextWidth(text: string): number {
  return CHARACTER_WIDTH * [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1.75 : 1), 0);
}

const lengthOf = ({ segments }: SegmentBar) => segments.reduce((sum, { value }) => sum + value, 0);

/** Height of a chart of so many groups and bars, known before there are values. */
export function computeSegmentHeight(groups: number, barsPerGroup: number): number {
  return 4 + groups * (barsPerGroup * (BAR + BAR_GAP) + GROUP_GAP) + FOOT;
}

/** Where horizontal bars of segments stand, in pixels; the longest thing drawn reaches the right end. */
export function computeSegmentLayout(
  groups: readonly SegmentGroup[],
  width: number,
  format: (value: number) => string,
): SegmentLayout {
  const all = groups.flatMap(({ bars }) => bars);
  const barNameRoom = all.some(({ name }) => name !== '') ? BAR_NAME_ROOM : 0;
  const nameRoom = 18 + Math.max(10, ...groups.map(({ name }) => estimateTextWidth(name)));
  const left = Math.round(Math.min(width * 0.36, nameRoom) + barNameRoom);
  const written = all.filter(({ segments }) => segments.length > 0);
  const textRoom = 14 + Math.max(26, ...written.map(({ text }) => estimateTextWidth(text)));
  const right = Math.max(left + 60, width - Math.min(width * 0.44, textRoom));
  const highest = Math.max(0, ...all.map((bar) => Math.max(lengthOf(bar), bar.mark ?? 0, bar.high ?? 0)));
  const scale = scaleLinear([0, highest || 1], [left, right]);
  const at = (value: number | undefined) => (value === undefined ? undefined : scale(value));
  const bars: DrawnSegmentBar[] = [];
  const names: { id: string; name: string; y: number }[] = [];
  let y = 4;
  for (const group of groups) {
    const top = y;
    for (const bar of group.bars) {
      let sum = 0;
      const segments = bar.segments.map((segment) => {
        const x = scale(sum);
        sum += segment.value;
        return { ...segment, x, width: scale(sum) - x };
      });
      const [xLow, xHigh, markX] = [at(bar.low), at(bar.high), at(bar.mark)];
      const end = Math.max(scale(sum), xHigh ?? 0, markX === undefined ? 0 : markX + 5);
      bars.push({ ...bar, group: group.id, y, height: BAR, segments, markX, xLow, xHigh, textX: end + 8 });
      y += BAR + BAR_GAP;
    }
    names.push({ id: group.id, name: group.name, y: (top + y - BAR_GAP) / 2 });
    y += GROUP_GAP;
  }
  return {
    left,
    nameX: left - 10 - barNameRoom,
    right,
    height: y + FOOT,
    bars,
    groups: names,
    ticks: scale
      .ticks(right - left < 260 ? 2 : 4)
      .map((value) => ({ at: scale(value), text: format(value) })),
  };
}
