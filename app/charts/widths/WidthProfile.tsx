import { type ReactNode, useCallback, useId, useMemo } from 'react';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import { Hatch } from '../Hatch.tsx';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { computeWidthLayout, type DrawnColumn, type WidthColumn, type WidthLink } from './layout.ts';
import classes from './widths.module.css';

export interface WidthProfileProps {
  readonly columns: readonly WidthColumn[];
  readonly links: readonly WidthLink[];
  /** Columns drawn strongest. */
  readonly highlighted: readonly string[];
  readonly onSelect: (id: string) => void;
  readonly label: string;
  readonly title?: ReactNode;
  readonly headings: readonly [name: string, before: string, now: string, next: string];
  readonly describeColumn: (column: WidthColumn) => string;
  readonly format: (value: number) => string;
}

/**
 * Widths along a depth, as bars about a middle line: solid what is there, hatched what is about to go, a dashed outline
 * what there was. Arcs join columns that belong together.
 */
export function WidthProfile({
  columns,
  links,
  highlighted,
  onSelect,
  label,
  title,
  headings,
  describeColumn,
  format,
}: WidthProfileProps) {
  const [plotRef, width] = useChartWidth();
  const hatch = useId();
  const layout = useMemo(() => computeWidthLayout(columns, links, width), [columns, links, width]);
  const { middle, barWidth, pitch, nameY, slanted, numbered } = layout;
  const stops = useMemo(
    () =>
      layout.columns.map((column) => ({
        x: column.x,
        y: middle - column.beforeHeight / 2,
        text: describeColumn(column),
      })),
    [layout, middle, describeColumn],
  );
  const cursor = useCursor(stops, 'x');
  const table = useCallback(
    () => ({
      columns: headings,
      rows: columns.map(({ name, before, now, next }) => [
        name,
        format(before),
        format(now),
        next === undefined ? '' : format(next),
      ]),
    }),
    [columns, headings, format],
  );
  const chosen = new Set(highlighted);
  const chosenLinks = new Set(
    links.filter(({ members }) => members.some((member) => chosen.has(member))).map(({ id }) => id),
  );
  const bar = ({ x }: DrawnColumn, height: number, inset = 0) => ({
    x: x - barWidth / 2 + inset,
    y: middle - height / 2 + inset,
    width: Math.max(1, barWidth - 2 * inset),
    height: Math.max(1, height - 2 * inset),
    rx: 1.5,
  });
  return (
    <ChartFrame
      label={label}
      title={title}
      table={table}
      cursor={cursor}
      plotRef={plotRef}
      height={layout.height}
    >
      <ChartSvg width={width} height={layout.height} label={label} cursor={cursor}>
        <Hatch id={hatch} />
        <line className={classes.middle} x1={layout.left} x2={layout.right} y1={middle} y2={middle} />
        {layout.arcs.map(({ link, path }) => (
          <path
            key={path}
            className={classes.arc}
            data-chosen={chosenLinks.has(link) || undefined}
            d={path}
          />
        ))}
        {layout.columns.map((column) => (
          // The same choice is made by keyboard with the buttons of the list beside it.
          // biome-ignore lint/a11y/noStaticElementInteractions: see above
          <g
            key={column.id}
            className={classes.column}
            data-chosen={chosen.has(column.id) || undefined}
            onClick={() => onSelect(column.id)}
          >
            <rect x={column.x - pitch / 2} y={0} width={pitch} height={layout.height} fill="transparent" />
            {column.before > column.now && (
              <rect className={classes.gone} {...bar(column, column.beforeHeight, 0.5)} />
            )}
            {column.nextHeight < column.nowHeight && (
              <rect {...bar(column, column.nowHeight)} fill={`url(#${hatch})`} stroke="var(--chart-pruned)" />
            )}
            {column.nextHeight > 0 && <rect className={classes.kept} {...bar(column, column.nextHeight)} />}
            {numbered && (
              <text className={classes.number} x={column.x} y={nameY - 12} textAnchor="middle">
                {format(column.next ?? column.now)}
              </text>
            )}
            <text
              className={classes.name}
              textAnchor={slanted ? 'end' : 'middle'}
              transform={`translate(${column.x + (slanted ? 4 : 0)},${nameY + 4})${slanted ? ' rotate(-60)' : ''}`}
            >
              {column.name}
            </text>
          </g>
        ))}
        <g ref={cursor.markRef} visibility="hidden" pointerEvents="none">
          <circle r={3.5} fill="var(--chart-surface)" stroke="var(--chart-text)" />
        </g>
      </ChartSvg>
    </ChartFrame>
  );
}
