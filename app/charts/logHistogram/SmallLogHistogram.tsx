import { useId, useMemo } from 'react';
import { CutBars } from '../CutBars.tsx';
import { Hatch } from '../Hatch.tsx';
import { computeLogHistogramLayout, type MagnitudeCounts } from './layout.ts';

export interface SmallLogHistogramProps {
  readonly magnitudes: MagnitudeCounts;
  readonly compared?: MagnitudeCounts | undefined;
  readonly log?: boolean;
  /** What lies below is hatched. */
  readonly threshold: number;
  readonly width?: number;
  readonly height?: number;
}

const NO_TEXT = () => '';

/** A histogram of magnitudes without axes, one of many; the button around it says in words what it shows. */
export function SmallLogHistogram({
  magnitudes,
  compared,
  log = false,
  threshold,
  width = 132,
  height = 40,
}: SmallLogHistogramProps) {
  const id = useId();
  const layout = useMemo(
    () =>
      computeLogHistogramLayout({
        magnitudes,
        compared,
        log,
        width,
        height,
        formatCount: NO_TEXT,
        compact: true,
      }),
    [magnitudes, compared, log, width, height],
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
      <CutBars bars={layout.bars} box={box} cut={[0, layout.toX(threshold)]} hatchId={`${id}hatch`} />
      {magnitudes.zeros > 0 && (
        <rect
          x={zeroBar.x}
          width={zeroBar.width}
          y={zeroBar.y}
          height={box.bottom - zeroBar.y}
          fill={`url(#${id}hatch)`}
        />
      )}
      {compared && (
        <path d={layout.comparedPath} fill="none" stroke="var(--chart-compared)" strokeWidth={1} />
      )}
      <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} stroke="var(--chart-axis)" />
    </svg>
  );
}
