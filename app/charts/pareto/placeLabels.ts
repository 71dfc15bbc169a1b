import type { PlotBox } from '../Axes.tsx';
import { estimateTextWidth } from '../segmentBars/layout.ts';

/** Where a text stands: its anchor in pixels. */
export interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const DISTANCE = 11;
const HALF_LINE = 7;
const MARK = 6;

const overlaps = (a: Rectangle, b: Rectangle) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The names that have room beside their points without lying on a point or another name; earlier ones first. */
export function placeLabels(
  named: readonly { readonly id: string; readonly name: string; readonly px: number; readonly py: number }[],
  points: readonly { readonly px: number; readonly py: number }[],
  box: PlotBox,
): ReadonlyMap<string, LabelBox> {
  const taken: Rectangle[] = points.map(({ px, py }) => ({
    left: px - MARK,
    right: px + MARK,
    top: py - MARK,
    bottom: py + MARK,
  }));
  const labels = new Map<string, LabelBox>();
  for (const { id, name, px, py } of named) {
    const width = estimateTextWidth(name);
    const candidates: readonly LabelBox[] = [
      { x: px - DISTANCE, y: py - DISTANCE, anchor: 'end' },
      { x: px + DISTANCE, y: py + DISTANCE, anchor: 'start' },
      { x: px + DISTANCE, y: py - DISTANCE, anchor: 'start' },
      { x: px - DISTANCE, y: py + DISTANCE, anchor: 'end' },
      { x: px, y: py - DISTANCE - 6, anchor: 'middle' },
      { x: px, y: py + DISTANCE + 6, anchor: 'middle' },
    ];
    for (const label of candidates) {
      const left = label.x - (label.anchor === 'end' ? width : label.anchor === 'middle' ? width / 2 : 0);
      const area = { left, right: left + width, top: label.y - HALF_LINE, bottom: label.y + HALF_LINE };
      const inside =
        area.left >= box.left && area.right <= box.right && area.top >= 0 && area.bottom <= box.bottom;
      if (!inside || taken.some((other) => overlaps(area, other))) continue;
      taken.push(area);
      labels.set(id, label);
      break;
    }
  }
  return labels;
}
