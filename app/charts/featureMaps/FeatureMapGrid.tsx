import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { ChartFrame } from '../ChartFrame.tsx';
import classes from '../chart.module.css';
import { useChartWidth } from '../useChartWidth.ts';
import { useColorScheme } from '../useColorScheme.ts';
import { useCursor } from '../useCursor.ts';
import { drawMaps } from './draw.ts';
import { computeMapGridLayout, type MapSummary, type MapTensor, summarizeMaps } from './layout.ts';

export interface FeatureMapGridProps {
  readonly maps: MapTensor;
  readonly label: string;
  readonly title?: ReactNode;
  readonly columns: readonly [name: string, zeroShare: string, max: string];
  readonly nameOf: (tile: number) => string;
  readonly describeMap: (tile: number, summary: MapSummary) => string;
  readonly formatShare: (share: number) => string;
  readonly formatValue: (value: number) => string;
}

/** Maps of one node as small images, with exact zeros striped. */
export function FeatureMapGrid({
  maps,
  label,
  title,
  columns,
  nameOf,
  describeMap,
  formatShare,
  formatValue,
}: FeatureMapGridProps) {
  const [plotRef, width] = useChartWidth();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const scheme = useColorScheme();
  const layout = useMemo(() => computeMapGridLayout(maps.shape, width), [maps, width]);
  const summaries = useMemo(() => summarizeMaps(maps), [maps]);
  const stops = useMemo(
    () =>
      summaries.map((summary, tile) => ({
        x: layout.tileX(tile) + (layout.columns * layout.cell) / 2,
        y: layout.tileY(tile) + (layout.rows * layout.cell) / 2,
        text: describeMap(tile, summary),
        lane: Math.floor(tile / layout.tilesPerRow),
      })),
    [layout, summaries, describeMap],
  );
  const cursor = useCursor(stops, 'xy');
  const table = useCallback(
    () => ({
      columns,
      rows: summaries.map(({ zeroShare, max }, tile) => [
        nameOf(tile),
        formatShare(zeroShare),
        formatValue(max),
      ]),
    }),
    [summaries, columns, nameOf, formatShare, formatValue],
  );
  useEffect(() => {
    const canvas = canvasRef.current;
    if (!canvas) return;
    // Read from the element, so that the colours are those of the scheme it stands in.
    const style = getComputedStyle(canvas);
    const color = (name: string) => style.getPropertyValue(name).trim() || '#808080';
    drawMaps(
      canvas,
      maps,
      layout,
      {
        low: color(scheme === 'dark' ? '--lab-page' : '--chart-surface'),
        positive: color('--chart-kept'),
        negative: color('--chart-series-4'),
        zero: color('--chart-zero'),
        zeroStripe: color('--chart-zero-stripe'),
      },
      window.devicePixelRatio || 1,
    );
  }, [maps, layout, scheme]);
  return (
    <ChartFrame
      label={label}
      title={title}
      table={table}
      cursor={cursor}
      plotRef={plotRef}
      height={layout.height}
    >
      <canvas
        ref={canvasRef}
        className={`${classes.chart} ${classes.maps}`}
        style={{ width: layout.width, height: layout.height }}
        role="img"
        aria-label={label}
        tabIndex={0}
        {...cursor.handlers}
      />
      <svg
        width={layout.width}
        height={layout.height}
        style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
        aria-hidden="true"
      >
        <g ref={cursor.markRef} visibility="hidden">
          <rect
            x={(-layout.columns * layout.cell) / 2 - 1}
            y={(-layout.rows * layout.cell) / 2 - 1}
            width={layout.columns * layout.cell + 2}
            height={layout.rows * layout.cell + 2}
            fill="none"
            stroke="var(--chart-focus)"
            strokeWidth={2}
          />
        </g>
      </svg>
    </ChartFrame>
  );
}
