import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { findNearestStop, moveStop, type Stop } from '../stops.ts';
import { type Cursor, useCursor } from '../useCursor.ts';

/** A cursor whose place can be picked: by a click, or by Enter or space where the arrow keys went. */
interface PickCursor extends Cursor {
  readonly handlers: Cursor['handlers'] & { onClick(event: MouseEvent<Element>): void };
}

/** As useCursor over both axes; `onPick` gets the place of the stop. */
export function usePickCursor(stops: readonly Stop[], onPick: (index: number) => void): PickCursor {
  const cursor = useCursor(stops, 'xy');
  const latest = useRef({ stops, onPick });
  // Follows the cursor's own place, by the same rules.
  const place = useRef<number | null>(null);
  useLayoutEffect(() => {
    latest.current = { stops, onPick };
  }, [stops, onPick]);
  return useMemo(() => {
    const pick = () => {
      if (place.current !== null && latest.current.stops[place.current]) latest.current.onPick(place.current);
    };
    const follow = (event: MouseEvent<Element>) => {
      const frame = event.currentTarget.getBoundingClientRect();
      const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
      place.current = findNearestStop(latest.current.stops, x, y, 'xy');
    };
    const leave = () => {
      place.current = null;
    };
    const handlers: PickCursor['handlers'] = {
      onClick(event) {
        follow(event);
        pick();
      },
      onPointerMove(event: PointerEvent<Element>) {
        follow(event);
        cursor.handlers.onPointerMove(event);
      },
      onPointerLeave() {
        leave();
        cursor.handlers.onPointerLeave();
      },
      onBlur() {
        leave();
        cursor.handlers.onBlur();
      },
      onKeyDown(event: KeyboardEvent<Element>) {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          pick();
          return;
        }
        if (event.key === 'Escape') leave();
        else place.current = moveStop(latest.current.stops, place.current, event.key) ?? place.current;
        cursor.handlers.onKeyDown(event);
      },
    };
    return { ...cursor, handlers };
  }, [cursor]);
}
