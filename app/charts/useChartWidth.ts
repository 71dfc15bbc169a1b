import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Width in CSS pixels of the element a chart stands in, followed as it changes; `fallback` where there is no layout. */
export function useChartWidth(fallback = 640): readonly [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(fallback);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const follow = (measured: number) => {
      if (measured > 0) setWidth(Math.round(measured));
    };
    follow(element.getBoundingClientRect().width);
    const observer = new ResizeObserver(([entry]) => follow(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
