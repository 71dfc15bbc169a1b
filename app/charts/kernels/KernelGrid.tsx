import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ChartFrame } from '../ChartFrame.tsx';
import { useChartWidth } from '../useChartWidth.ts';
import { useColorScheme } from '../useColorScheme.ts';
import { useCursor } from '../useCursor.ts';
import { usePick } from '../usePick.ts';
import { drawKernels } from './draw.ts';
import classes from './kernels.module.css';
import { computeKernelGridLayout, type KernelArrangement, type KernelTensor } from './layout.ts';
import type { KernelTile } from './picture.ts';
import { findFullStrength } from './planes.ts';
import { readKernelColors } from './readKernelColors.ts';

export interface KernelGridProps {
  readonly tensor: KernelTensor;
  readonly arrangement: KernelArrangement;
  /** In the order in which they are shown. */
  readonly tiles: readonly KernelTile[];
  /** Index of the tile that is lit up. */
  readonly selected: number | null;
  readonly onPick: (index: number) => void;
  readonly label: string;
  readonly title?: ReactNode;
  readonly columns: readonly string[];
  readonly rowOf: (tile: KernelTile) => readonly string[];
  /** What the readout says of a tile; lines end in `\n`. */
  readonly describeTile: (tile: KernelTile) => string;
}

/** Taller grids scroll within themselves, so that what stands below stays near. */
const MOST_HEIGHT = 430;

/** Kernels as small images with a name and a bar each, drawn as far as they are seen; a click or Enter picks one. */
export function KernelGrid(props: KernelGridProps) {
  const { tensor, arrangement, tiles, selected, onPick, label, title, columns, rowOf, describeTile } = props;
  const { strip, color } = arrangement;
  const [plotRef, plotWidth] = useChartWidth();
  // Room for a scroll bar, so that the tiles do not move when one appears.
  const width = plotWidth - 14;
  const scrollRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const scheme = useColorScheme();
  const layout = useMemo(
    () => computeKernelGridLayout(tensor, { strip, color }, width),
    [tensor, strip, color, width],
  );
  const height = Math.min(layout.height, MOST_HEIGHT);
  const largest = useMemo(() => findFullStrength(tensor), [tensor]);
  const texts = useMemo(() => tiles.map(describeTile), [tiles, describeTile]);
  const stops = useMemo(
    () =>
      texts.map((text, place) => {
        const { x, y } = layout.tileAt(place);
        return {
          x: x + layout.tileWidth / 2,
          y: y + layout.tileHeight / 2 - scrollTop,
          text,
          lane: Math.floor(place / layout.tilesPerRow),
        };
      }),
    [layout, texts, scrollTop],
  );
  const cursor = useCursor(stops, 'xy');
  const bringIntoSight = useCallback(
    (place: number) => {
      const scroll = scrollRef.current;
      if (!scroll || place < 0) return;
      const { y } = layout.tileAt(place);
      const top = Math.min(y - 4, Math.max(scroll.scrollTop, y + layout.pitchY - scroll.clientHeight));
      if (top !== scroll.scrollTop) scroll.scrollTop = top;
    },
    [layout],
  );
  const handlers = usePick({
    stops,
    cursor,
    locate: (x, y) => layout.placeOf(x, y + scrollTop),
    onPick: (place) => onPick(tiles[place]!.index),
    onMove: bringIntoSight,
  });
  const table = useCallback(() => ({ columns, rows: tiles.map(rowOf) }), [columns, tiles, rowOf]);

  useEffect(() => {
    if (selected !== null) bringIntoSight(tiles.findIndex(({ index }) => index === selected));
  }, [selected, tiles, bringIntoSight]);
  useLayoutEffect(() => {
    const canvas = canvasRef.current;
    if (!canvas) return;
    const { colors, font } = readKernelColors(canvas, scheme === 'dark');
    drawKernels(
      canvas,
      { tensor, layout, color, tiles, largest, selected, colors, font },
      { width: plotWidth, height, scrollTop, pixelRatio: globalThis.devicePixelRatio || 1 },
    );
  }, [tensor, layout, color, tiles, largest, selected, plotWidth, height, scrollTop, scheme]);

  return (
    <ChartFrame label={label} title={title} table={table} cursor={cursor} plotRef={plotRef} height={height}>
      <canvas ref={canvasRef} className={classes.layer} style={{ width: plotWidth, height }} aria-hidden />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div
        ref={scrollRef}
        className={classes.scroll}
        style={{ height }}
        role="group"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the readout, Enter picks
        tabIndex={0}
        onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
        {...handlers}
      >
        <div style={{ height: layout.height }} />
      </div>
      <svg className={classes.layer} width={plotWidth} height={height} aria-hidden="true">
        <g ref={cursor.markRef} visibility="hidden">
          <rect
            x={-layout.tileWidth / 2 - 2}
            y={-layout.tileHeight / 2 - 2}
            width={layout.tileWidth + 4}
            height={layout.tileHeight + 4}
            fill="none"
            stroke="var(--chart-focus)"
            strokeWidth={1.5}
          />
        </g>
      </svg>
    </ChartFrame>
  );
}
