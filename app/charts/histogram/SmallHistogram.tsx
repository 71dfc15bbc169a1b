import { useId, useMemo } from 'react';
import { CutBars } from '../CutBars.tsx';
import { Hatch } from '../Hatch.tsx';
import { type BinnedCounts, computeHistogramLayout } from './layout.ts';

export interface SmallHistogramProps {
  readonly bins: BinnedCounts;
  readonly compared?: BinnedCounts | undefined;
  readonly log?: boolean;
  /** What lies below this distance from 0 is hatched. */
  readonly threshold?: number | undefined;
  readonly width?: number;
  readonly height?: number;
}

/** A histogram without axes, one of many; the button around it says in words what it shows. */
export function SmallHistogram({
  bins,
  compared,
  log = false,
  threshold,
  width = 132,
  height = 40,
}: SmallHistogramProps) {
  const id = useId();
  const layout = useMemo(
    () => computeHistogramLayout({ bins, compared, log, width, height, compact: true }),
    [bins, compared, log, width, height],
  );
  const { box, zeroBar } = layout;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      height={height}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <defs>
        <Hatch id={`${id}hatch`} />
      </defs>
      <CutBars
        bars={layout.bars}
        box={box}
        cut={threshold === undefined ? undefined : [layout.toX(-threshold), layout.toX(threshold)]}
        hatchId={`${id}hatch`}
      />
      {zeroBar && (
        <rect
          x={zeroBar.x}
          width={zeroBar.width}
          y={zeroBar.y}
          height={box.bottom - zeroBar.y}
          fill={`url(#${id}hatch)`}
          stroke="var(--chart-pruned)"
          strokeWidth={0.75}
        />
      )}
      {compared && (
        <path d={layout.comparedPath} fill="none" stroke="var(--chart-compared)" strokeWidth={1} />
      )}
      <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} stroke="var(--chart-axis)" />
    </svg>
  );
}
