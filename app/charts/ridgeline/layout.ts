import { scaleLinear, scaleLog, scaleSymlog } from 'd3';
import type { PlotBox, Tick } from '../Axes.tsx';

/** One row: counts in the bins that all rows share. */
export interface Ridge {
  readonly id: string;
  /** Written at the left. */
  readonly name: string;
  readonly counts: readonly number[];
}

export interface RidgelineLayoutInput {
  /** From the top. */
  readonly ridges: readonly Ridge[];
  /** One more than bins, rising; above 0 where `logX`. */
  readonly edges: readonly number[];
  readonly logX: boolean;
  /** Counts on a logarithmic scale. */
  readonly logY: boolean;
  readonly width: number;
  readonly formatX: (value: number) => string;
}

/** One row as drawn. */
export interface DrawnRidge {
  readonly id: string;
  readonly name: string;
  readonly baseline: number;
  /** Empty where its neighbours leave no room for it. */
  readonly shownName: string;
  readonly line: string;
  /** The line closed along the baseline. */
  readonly area: string;
  /** Top of each bin. */
  readonly tops: readonly number[];
}

export interface RidgelineLayout {
  readonly box: PlotBox;
  readonly height: number;
  readonly ridges: readonly DrawnRidge[];
  readonly xTicks: readonly Tick[];
  /** Middle of each bin. */
  readonly centers: readonly number[];
  /** Held within the axis. */
  toX(value: number): number;
}

const OVERLAP = 2.4;
const PITCH = { least: 9, most: 34, room: 300 } as const;
const NAME_HEIGHT = 14;
const CHARACTER_WIDTH = 7;

/** Where everything of a ridgeline stands, in pixels; all rows share one scale of counts. */
export function computeRidgelineLayout(input: RidgelineLayoutInput): RidgelineLayout {
  const { ridges, edges, logX, logY, width, formatX } = input;
  const pitch = Math.min(PITCH.most, Math.max(PITCH.least, PITCH.room / Math.max(1, ridges.length)));
  const tallest = pitch * OVERLAP;
  const longest = Math.max(0, ...ridges.map(({ name }) => name.length));
  const top = 8;
  const bottom = top + tallest + pitch * Math.max(0, ridges.length - 1);
  const box: PlotBox = {
    left: Math.min(150, longest * CHARACTER_WIDTH) + 14,
    top,
    right: Math.max(120, width - 14),
    bottom,
  };
  const domain = [edges[0]!, edges.at(-1)!];
  const range = [box.left, box.right];
  const xScale = logX ? scaleLog(domain, range).clamp(true) : scaleLinear(domain, range).clamp(true);
  const toX = (value: number) => xScale(logX ? Math.max(value, edges[0]!) : value);
  const highest = Math.max(1, ...ridges.flatMap(({ counts }) => counts));
  const yScale = (logY ? scaleSymlog() : scaleLinear()).domain([0, highest]).range([0, tallest]);
  const centers = edges.slice(1).map((edge, bin) => (toX(edge) + toX(edges[bin]!)) / 2);
  const everyName = Math.ceil(NAME_HEIGHT / pitch);
  const drawn = ridges.map(({ id, name, counts }, row): DrawnRidge => {
    const baseline = top + tallest + row * pitch;
    const tops = counts.map((count) => baseline - yScale(count));
    const line = tops.map((y, bin) => `${bin === 0 ? 'M' : 'L'}${centers[bin]!.toFixed(1)},${y.toFixed(1)}`);
    const close = `L${centers.at(-1)?.toFixed(1)},${baseline}L${centers[0]?.toFixed(1)},${baseline}Z`;
    // The last row is always named, and those before it at equal steps.
    const isNamed = (ridges.length - 1 - row) % everyName === 0;
    return {
      id,
      name,
      baseline,
      shownName: isNamed ? name : '',
      line: line.join(''),
      area: `${line.join('')}${close}`,
      tops,
    };
  });
  const ticks = logX
    ? scaleLog(domain, range)
        .ticks(6)
        .filter((value) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9)
    : scaleLinear(domain, range).ticks(width < 480 ? 4 : 8);
  return {
    box,
    height: bottom + 40,
    ridges: drawn,
    xTicks: ticks.map((value) => ({ at: toX(value), text: formatX(value) })),
    centers,
    toX,
  };
}

/** At most `most` of some entries, the first and the last among them, at steps as equal as can be. */
export function thinOut<T>(entries: readonly T[], most: number): readonly T[] {
  if (entries.length <= most) return entries;
  return Array.from(
    { length: most },
    (_, index) => entries[Math.round((index * (entries.length - 1)) / (most - 1))]!,
  );
}
