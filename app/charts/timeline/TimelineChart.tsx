import { ActionIcon } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { ChartFrame } from '../ChartFrame.tsx';
import type { ChartTableData } from '../ChartTable.tsx';
import chart from '../chart.module.css';
import { useChartWidth } from '../useChartWidth.ts';
import { useColorScheme } from '../useColorScheme.ts';
import { useCursor } from '../useCursor.ts';
import { drawTimeline, type TimelineWords } from './draw.ts';
import { computeTimelineLayout, momentAt, type TimelineData, type TimelineMoment } from './layout.ts';
import classes from './timeline.module.css';
import { usePlayhead } from './usePlayhead.ts';

export interface TimelineChartProps {
  readonly data: TimelineData;
  readonly label: string;
  readonly title?: ReactNode;
  readonly words: TimelineWords & { readonly play: string; readonly pause: string; readonly moment: string };
  /** One line that says what happens at a moment. */
  readonly describeMoment: (moment: TimelineMoment) => string;
  readonly table: () => ChartTableData;
}

const RUN_MS = 8000;

/** A run over time: how busy each row was, queues and waits below; it plays, stops and is moved by hand. */
export function TimelineChart({ data, label, title, words, describeMoment, table }: TimelineChartProps) {
  const [plotRef, width] = useChartWidth();
  const scheme = useColorScheme();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const sliderRef = useRef<HTMLInputElement>(null);
  const readoutRef = useRef<HTMLOutputElement>(null);
  const layout = useMemo(() => computeTimelineLayout(data, width), [data, width]);
  const bins = data.queue.length;
  const draw = useCallback(
    (at: number) => {
      const canvas = canvasRef.current;
      if (!canvas) return;
      const style = getComputedStyle(canvas);
      const color = (name: string) => style.getPropertyValue(name).trim() || '#808080';
      const colors = {
        busy: color('--chart-kept'),
        idle: color('--chart-grid'),
        queue: color('--chart-series-3'),
        stall: color('--chart-pruned'),
        line: color('--chart-axis'),
        text: color('--chart-text'),
      };
      drawTimeline(canvas, data, layout, at, colors, words, window.devicePixelRatio || 1);
      const text = describeMoment(momentAt(data, at));
      if (readoutRef.current) readoutRef.current.textContent = text;
      if (!sliderRef.current) return;
      sliderRef.current.value = String(at);
      sliderRef.current.setAttribute('aria-valuetext', text);
    },
    [data, layout, words, describeMoment],
  );
  const playhead = usePlayhead(bins, RUN_MS, draw);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the scheme
  useEffect(() => draw(playhead.at.current), [draw, playhead, scheme]);
  const stops = useMemo(
    () =>
      data.queue.map((_, bin) => ({
        x: layout.left + (bin + 0.5) * layout.binWidth,
        y: layout.rows.top + 40,
        text: describeMoment(momentAt(data, bin)).replaceAll(' · ', '\n'),
      })),
    [data, layout, describeMoment],
  );
  const cursor = useCursor(stops, 'x');
  const { playing, mayPlay, toggle, seek } = playhead;
  return (
    <ChartFrame
      label={label}
      title={title}
      table={table}
      cursor={cursor}
      plotRef={plotRef}
      height={layout.height + 60}
    >
      <canvas
        ref={canvasRef}
        className={chart.chart}
        style={{ width: layout.now.left + layout.now.width, height: layout.height }}
        role="img"
        aria-label={label}
        tabIndex={0}
        {...cursor.handlers}
      />
      <div className={classes.controls}>
        {mayPlay && (
          <ActionIcon size="sm" aria-label={playing ? words.pause : words.play} onClick={toggle}>
            {playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
          </ActionIcon>
        )}
        <input
          ref={sliderRef}
          className={classes.scrub}
          type="range"
          min={0}
          max={bins}
          step="any"
          defaultValue={bins}
          aria-label={words.moment}
          onChange={(event) => seek(Number(event.currentTarget.value))}
        />
        <output ref={readoutRef} className={classes.readout} />
      </div>
    </ChartFrame>
  );
}
