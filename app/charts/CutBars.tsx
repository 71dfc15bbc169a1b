import { memo } from 'react';
import type { PlotBox } from './Axes.tsx';

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly count: number;
}

interface BarsProps {
  readonly bars: readonly Bar[];
  /** Where all stand. */
  readonly bottom: number;
}

/** One rectangle each: a browser without a GPU needs many times as long for a single jagged path. */
const Bars = memo(function Bars({ bars, bottom }: BarsProps) {
  return bars
    .filter(({ count }) => count > 0)
    .map(({ x, y, width }) => <rect key={x} x={x} y={y} width={width} height={bottom - y} />);
});

interface CutBarsProps {
  readonly bars: readonly Bar[];
  readonly box: PlotBox;
  /** What is cut, from one place of the x axis to another; undefined for nothing. */
  readonly cut: readonly [from: number, to: number] | undefined;
  /** Of the `Hatch` in the same drawing. */
  readonly hatchId: string;
  /** With a line around the bars that are cut. */
  readonly outlined?: boolean;
}

/** The bars of a histogram, hatched as far as they are cut. */
export function CutBars({ bars, box, cut, hatchId, outlined = false }: CutBarsProps) {
  const clipId = `${hatchId}cut`;
  return (
    <>
      <g fill="var(--chart-kept)">
        <Bars bars={bars} bottom={box.bottom} />
      </g>
      {cut && (
        <>
          <clipPath id={clipId}>
            <rect x={cut[0]} width={Math.max(0, cut[1] - cut[0])} height={box.bottom + 1} />
          </clipPath>
          <g
            fill={`url(#${hatchId})`}
            clipPath={`url(#${clipId})`}
            {...(outlined ? { stroke: 'var(--chart-pruned)', strokeWidth: 0.5 } : {})}
          >
            <Bars bars={bars} bottom={box.bottom} />
          </g>
        </>
      )}
    </>
  );
}
