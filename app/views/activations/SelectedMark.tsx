import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { computeDistributionLayout } from '../../charts/distribution/layout.ts';
import { useChartWidth } from '../../charts/useChartWidth.ts';
import classes from './activations.module.css';

interface SelectedMarkProps {
  /** As the distribution below it has them. */
  readonly values: readonly number[];
  readonly height: number;
  readonly index: number;
  readonly text: string;
}

/** Lights up one bar of the distribution that stands in the same box. */
export function SelectedMark({ values, height, index, text }: SelectedMarkProps) {
  const [widthRef, width] = useChartWidth();
  const ref = useRef<SVGSVGElement>(null);
  const [top, setTop] = useState(0);
  const layout = useMemo(
    () => computeDistributionLayout({ values, width, height, formatY: String }),
    [values, width, height],
  );
  // The chart's head above its plot may be of one line or of two.
  useLayoutEffect(() => {
    const box = ref.current?.parentElement?.parentElement;
    const chart = box?.querySelector('figure svg');
    if (box && chart && width > 0)
      setTop(chart.getBoundingClientRect().top - box.getBoundingClientRect().top);
  }, [width]);
  const bar = layout.bars.find((entry) => entry.index === index);
  if (!bar) return null;
  const x = bar.x + bar.width / 2;
  const isRight = x > width / 2;
  return (
    <div ref={widthRef} className={classes.mark} style={{ top }} aria-hidden="true">
      <svg ref={ref} width={width} height={height} aria-hidden="true">
        <rect
          x={x - Math.max(2, bar.width / 2 + 1)}
          y={bar.y - 2}
          width={Math.max(4, bar.width + 2)}
          height={layout.box.bottom - bar.y + 3}
          rx={2}
          fill="none"
          stroke="var(--chart-focus)"
          strokeWidth={2}
        />
        <path d={`M${x},${bar.y - 5}l-5,-8h10Z`} fill="var(--chart-focus)" />
        <text x={x + (isRight ? -9 : 9)} y={bar.y - 7} textAnchor={isRight ? 'end' : 'start'}>
          {text}
        </text>
      </svg>
    </div>
  );
}
