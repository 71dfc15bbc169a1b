import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { findNearestStop, moveStop, type Stop } from './stops.ts';

/** The elements and handlers of a chart's readout; they stay the same through the chart's life. */
export interface Cursor {
  readonly tooltipRef: RefObject<HTMLDivElement | null>;
  readonly liveRef: RefObject<HTMLDivElement | null>;
  /** A group that is moved to the stop shown. */
  readonly markRef: RefObject<SVGGElement | null>;
  readonly handlers: {
    onPointerMove(event: PointerEvent<Element>): void;
    onPointerLeave(): void;
    onKeyDown(event: KeyboardEvent<Element>): void;
    onBlur(): void;
  };
}

/** Shows the nearest stop's text beside the pointer or the keyboard's place, without React drawing anything again. */
export function useCursor(stops: readonly Stop[], by: 'x' | 'y' | 'xy' = 'x'): Cursor {
  const tooltipRef = useRef<HTMLDivElement>(null);
  const liveRef = useRef<HTMLDivElement>(null);
  const markRef = useRef<SVGGElement>(null);
  const stopsRef = useRef(stops);
  const shownRef = useRef<number | null>(null);

  const actions = useMemo(() => {
    const hide = () => {
      shownRef.current = null;
      if (tooltipRef.current) tooltipRef.current.style.visibility = 'hidden';
      markRef.current?.setAttribute('visibility', 'hidden');
    };
    const show = (index: number) => {
      const stop = stopsRef.current[index];
      const tooltip = tooltipRef.current;
      if (!stop || !tooltip) return hide();
      shownRef.current = index;
      tooltip.textContent = stop.text;
      const room = tooltip.parentElement?.clientWidth ?? 0;
      const left = Math.max(0, Math.min(room - tooltip.offsetWidth, stop.x - tooltip.offsetWidth / 2));
      const above = stop.y - tooltip.offsetHeight - 12;
      tooltip.style.transform = `translate(${left}px, ${above < -8 ? stop.y + 14 : above}px)`;
      tooltip.style.visibility = 'visible';
      markRef.current?.setAttribute('transform', `translate(${stop.x},${stop.y})`);
      markRef.current?.setAttribute('visibility', 'visible');
    };
    const handlers: Cursor['handlers'] = {
      onPointerMove(event) {
        const frame = event.currentTarget.getBoundingClientRect();
        show(findNearestStop(stopsRef.current, event.clientX - frame.left, event.clientY - frame.top, by));
      },
      onPointerLeave: hide,
      onBlur: hide,
      onKeyDown(event) {
        if (event.target !== event.currentTarget) return;
        if (event.key === 'Escape') return hide();
        const next = moveStop(stopsRef.current, shownRef.current, event.key);
        if (next === undefined) return;
        event.preventDefault();
        show(next);
        if (liveRef.current) liveRef.current.textContent = stopsRef.current[next]?.text ?? '';
      },
    };
    return { show, handlers };
  }, [by]);

  useLayoutEffect(() => {
    stopsRef.current = stops;
    if (shownRef.current !== null) actions.show(Math.min(shownRef.current, stops.length - 1));
  }, [stops, actions]);

  return useMemo(() => ({ tooltipRef, liveRef, markRef, handlers: actions.handlers }), [actions]);
}
