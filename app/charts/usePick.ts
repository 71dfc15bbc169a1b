import { type KeyboardEvent, type MouseEvent, type PointerEvent, useMemo, useRef } from 'react';
import { moveStop, type Stop } from './stops.ts';
import type { Cursor } from './useCursor.ts';

export interface PickOptions {
  readonly stops: readonly Stop[];
  readonly cursor: Cursor;
  /** The stop that a place of the plot belongs to; -1 for none. */
  readonly locate: (x: number, y: number) => number;
  readonly onPick: (stop: number) => void;
  /** Told where arrow keys have led, so that it can be brought into sight. */
  readonly onMove?: (stop: number) => void;
}

/** The cursor's handlers, and a click, Enter or Space on a stop to pick it. */
export function usePick({ stops, cursor, locate, onPick, onMove }: PickOptions) {
  const latest = useRef({ stops, locate, onPick, onMove });
  latest.current = { stops, locate, onPick, onMove };
  const place = useRef<number | null>(null);
  const { handlers } = cursor;
  return useMemo(() => {
    const at = (event: MouseEvent<Element>) => {
      const frame = event.currentTarget.getBoundingClientRect();
      return latest.current.locate(event.clientX - frame.left, event.clientY - frame.top);
    };
    const forget = () => {
      place.current = null;
    };
    return {
      onPointerMove(event: PointerEvent<Element>) {
        const over = at(event);
        place.current = over < 0 ? null : over;
        if (over < 0) handlers.onPointerLeave();
        else handlers.onPointerMove(event);
      },
      onPointerLeave() {
        forget();
        handlers.onPointerLeave();
      },
      onBlur() {
        forget();
        handlers.onBlur();
      },
      onClick(event: MouseEvent<Element>) {
        const over = at(event);
        if (over >= 0) latest.current.onPick(over);
      },
      onKeyDown(event: KeyboardEvent<Element>) {
        if (event.target !== event.currentTarget) return;
        if (event.key === 'Enter' || event.key === ' ') {
          if (place.current === null) return;
          event.preventDefault();
          latest.current.onPick(place.current);
          return;
        }
        if (event.key === 'Escape') forget();
        const next = moveStop(latest.current.stops, place.current, event.key);
        handlers.onKeyDown(event);
        if (next === undefined) return;
        place.current = next;
        latest.current.onMove?.(next);
      },
    };
  }, [handlers]);
}
