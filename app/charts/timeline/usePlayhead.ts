import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';

const STILL = '(prefers-reduced-motion: reduce)';

/** A moment that runs on by itself, is held, and is moved by hand. */
export interface Playhead {
  readonly playing: boolean;
  /** False where the person wants nothing to move by itself. */
  readonly mayPlay: boolean;
  /** The moment, 0 to the length; changes without React drawing anything. */
  readonly at: RefObject<number>;
  toggle(): void;
  seek(at: number): void;
}

/** Runs from 0 to `length` in `durationMs` and calls `onMove` at every change, at most once a frame; starts at the end. */
export function usePlayhead(length: number, durationMs: number, onMove: (at: number) => void): Playhead {
  const at = useRef(length);
  const [playing, setPlaying] = useState(false);
  const [mayPlay, setMayPlay] = useState(() => !window.matchMedia?.(STILL).matches);
  const move = useRef(onMove);
  useEffect(() => {
    move.current = onMove;
  }, [onMove]);
  useEffect(() => {
    const query = window.matchMedia?.(STILL);
    if (!query) return;
    const follow = () => {
      setMayPlay(!query.matches);
      if (query.matches) setPlaying(false);
    };
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  useEffect(() => {
    at.current = length;
    setPlaying(false);
  }, [length]);
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let last: number | undefined;
    const tick = (time: number) => {
      at.current = Math.min(length, at.current + ((time - (last ?? time)) / durationMs) * length);
      last = time;
      move.current(at.current);
      if (at.current >= length) setPlaying(false);
      else frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing, length, durationMs]);
  const seek = useCallback((to: number) => {
    at.current = to;
    move.current(to);
  }, []);
  const toggle = useCallback(() => {
    if (at.current >= length) at.current = 0;
    setPlaying((now) => !now);
  }, [length]);
  return useMemo(() => ({ playing, mayPlay, at, toggle, seek }), [playing, mayPlay, toggle, seek]);
}
