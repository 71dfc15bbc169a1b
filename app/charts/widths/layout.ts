/** One place along the depth, with its width before, now, and after what is about to be done. */
export interface WidthColumn {
  readonly id: string;
  readonly name: string;
  readonly before: number;
  readonly now: number;
  /** Absent where nothing is about to be done. */
  readonly next?: number;
}

/** Columns that belong together, in their order. */
export interface WidthLink {
  readonly id: string;
  readonly members: readonly string[];
}

/** A column as drawn, in pixels; heights are those of both halves together. */
export interface DrawnColumn extends WidthColumn {
  readonly x: number;
  readonly beforeHeight: number;
  readonly nowHeight: number;
  readonly nextHeight: number;
}

export interface DrawnArc {
  readonly link: string;
  readonly path: string;
}

export interface WidthLayout {
  readonly height: number;
  /** The line about which the columns lie. */
  readonly middle: number;
  readonly left: number;
  readonly right: number;
  /** Width of a column's bar, and of its whole place. */
  readonly barWidth: number;
  readonly pitch: number;
  readonly columns: readonly DrawnColumn[];
  readonly arcs: readonly DrawnArc[];
  /** Where names begin, and whether they stand slanted because they are longer than a place. */
  readonly nameY: number;
  readonly slanted: boolean;
  /** Whether a place has room for its number. */
  readonly numbered: boolean;
}

const PLOT_PX = 190;
const ARC_PX = 46;
const TOP_PX = 8;
const SIDE_PX = 8;
const MOST_BAR_PX = 64;
const CHARACTER_PX = 7;
const NUMBER_PX = 30;
/** Sine of the slant of names. */
const SLANT = 0.87;

/** Half an ellipse from one place to another; the wider, the higher, up to the room there is. */
function drawArc(from: number, to: number, base: number, longest: number): string {
  const radius = (to - from) / 2;
  const height = 10 + (ARC_PX - 12) * ((to - from) / longest);
  return `M${from},${base}A${radius},${height.toFixed(1)} 0 0 1 ${to},${base}`;
}

/** Where everything of a width profile stands: columns about a middle line, arcs above those that belong together. */
export function computeWidthLayout(
  columns: readonly WidthColumn[],
  links: readonly WidthLink[],
  width: number,
): WidthLayout {
  const pitch = (width - 2 * SIDE_PX) / Math.max(1, columns.length);
  const barWidth = Math.max(2, Math.min(MOST_BAR_PX, 0.7 * pitch));
  const arcRoom = links.length > 0 ? ARC_PX : 0;
  const top = TOP_PX + arcRoom;
  const most = Math.max(1, ...columns.map(({ before, now }) => Math.max(before, now)));
  const toHeight = (value: number) => (value === 0 ? 0 : Math.max(2, (PLOT_PX * value) / most));
  const drawn = columns.map((column, index) => ({
    ...column,
    x: SIDE_PX + (index + 0.5) * pitch,
    beforeHeight: toHeight(column.before),
    nowHeight: toHeight(column.now),
    nextHeight: toHeight(column.next ?? column.now),
  }));
  const places = new Map(drawn.map(({ id, x }) => [id, x]));
  const pairs = links.flatMap(({ id, members }) =>
    members.slice(1).flatMap((member, index) => {
      const [from, to] = [places.get(members[index]!), places.get(member)];
      return from === undefined || to === undefined ? [] : [{ id, from, to }];
    }),
  );
  const longest = Math.max(1, ...pairs.map(({ from, to }) => to - from));
  const nameWidth = CHARACTER_PX * Math.max(1, ...columns.map(({ name }) => name.length));
  const slanted = nameWidth > pitch - 4;
  const numbered = pitch >= NUMBER_PX;
  const nameY = top + PLOT_PX + (numbered ? 26 : 12);
  return {
    height: Math.ceil(nameY + (slanted ? SLANT * nameWidth + 12 : 12)),
    middle: top + PLOT_PX / 2,
    left: SIDE_PX,
    right: width - SIDE_PX,
    barWidth,
    pitch,
    columns: drawn,
    arcs: pairs.map(({ id, from, to }) => ({ link: id, path: drawArc(from, to, top - 2, longest) })),
    nameY,
    slanted,
    numbered,
  };
}
