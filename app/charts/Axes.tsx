import classes from './chart.module.css';

/** Where a chart's axis has a mark, in pixels, and what is written there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** The rectangle of the plot inside a chart, in pixels. */
export interface PlotBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface AxesProps {
  readonly box: PlotBox;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly xLabel?: string;
  readonly yLabel?: string;
}

/** Thin axes with few ticks: lines across for y, marks below for x. */
export function Axes({ box, xTicks, yTicks, xLabel, yLabel }: AxesProps) {
  return (
    <g>
      {yTicks.map(({ at, text }) => (
        <g key={text} transform={`translate(0,${at})`}>
          <line className={classes.grid} x1={box.left} x2={box.right} />
          <text x={box.left - 8} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <line className={classes.axis} x1={box.left} x2={box.right} y1={box.bottom} y2={box.bottom} />
      {xTicks.map(({ at, text }) => (
        <g key={text} transform={`translate(${at},${box.bottom})`}>
          <line className={classes.axis} y2={4} />
          <text y={17} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {xLabel && (
        <text className={classes.axisLabel} x={box.right} y={box.bottom + 34} textAnchor="end">
          {xLabel}
        </text>
      )}
      {yLabel && (
        <text className={classes.axisLabel} x={0} y={box.top - 13}>
          {yLabel}
        </text>
      )}
    </g>
  );
}
