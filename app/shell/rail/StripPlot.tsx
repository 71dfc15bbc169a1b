import classes from './rail.module.css';
import { layoutStrip } from './stripLayout.ts';

const SIZE = { width: 150, height: 26, padding: 6 } as const;

interface StripPlotProps {
  readonly values: readonly { readonly value: number; readonly label: string }[];
  readonly mean: number;
  readonly deviation: number | null;
  /** The ends of the axis; strips below each other are as long as each other in what they measure. */
  readonly domain: readonly [number, number];
  readonly label: string;
}

/** Values as dots on one line, with their mean (bar) and one standard deviation to either side (band). */
export function StripPlot({ values, mean, deviation, domain, label }: StripPlotProps) {
  const { points, meanX, spread } = layoutStrip(
    values.map(({ value }) => value),
    { mean, deviation },
    domain,
    SIZE,
  );
  const { width, height, padding } = SIZE;
  return (
    <svg className={classes.strip} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line x1={padding} x2={width - padding} y1={height / 2} y2={height / 2} stroke="var(--chart-grid)" />
      {spread && (
        <rect
          x={spread.x}
          width={spread.width}
          y={3}
          height={height - 6}
          fill="var(--chart-kept-soft)"
          rx={2}
        />
      )}
      <line x1={meanX} x2={meanX} y1={2} y2={height - 2} stroke="var(--chart-focus)" strokeWidth={2} />
      {points.map(({ x, y }, index) => (
        <circle
          key={values[index]!.label}
          cx={x}
          cy={y}
          r={3.5}
          fill="var(--chart-kept)"
          stroke="var(--chart-surface)"
        >
          <title>{values[index]!.label}</title>
        </circle>
      ))}
    </svg>
  );
}
