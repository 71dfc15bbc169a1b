import { type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DatasetManifest } from '../../src/index.ts';
import { useColorScheme } from '../charts/useColorScheme.ts';
import { pictureStore, type Stroke } from './pictureStore.ts';
import classes from './pictures.module.css';
import { drawStrokes, readPadInk } from './strokes.ts';

/** Side of the pad in its own pixels: ten and more times the networks' pictures. */
const PAD_PIXELS = 280;

/** A sheet to draw on with mouse, pen or finger; every frame of a moving hand is handed on. */
export function DrawPad({ target }: { readonly target: DatasetManifest }) {
  const { t } = useTranslation('samples');
  const scheme = useColorScheme();
  const ref = useRef<HTMLCanvasElement>(null);
  const frame = useRef(0);
  const moving = useRef<number[] | null>(null);
  /** The strokes before the one that is being drawn. */
  const committed = useRef<readonly Stroke[]>([]);
  const strokes = useStore(pictureStore, (state) => state.strokes);

  useEffect(() => {
    const canvas = ref.current;
    // The hand's own line is on the pad already, and is ahead of what was handed on.
    if (canvas && !moving.current) drawStrokes(canvas, strokes, scheme);
  }, [strokes, scheme]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const handOn = (all: readonly Stroke[]) => {
    const canvas = ref.current;
    if (!canvas) return;
    drawStrokes(canvas, all, scheme);
    const ink = readPadInk(canvas);
    if (ink) pictureStore.getState().draw(target, all, ink);
  };
  const add = (event: PointerEvent<HTMLCanvasElement>) => {
    const line = moving.current;
    if (!line) return;
    const box = event.currentTarget.getBoundingClientRect();
    const native = event.nativeEvent;
    const points = native.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of points.length > 0 ? points : [native]) {
      line.push((clientX - box.left) / box.width, (clientY - box.top) / box.height);
    }
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const now = moving.current;
      if (now) handOn([...committed.current, [...now]]);
    });
  };
  const end = () => {
    const line = moving.current;
    if (!line) return;
    cancelAnimationFrame(frame.current);
    moving.current = null;
    handOn([...committed.current, line]);
  };
  return (
    <canvas
      ref={ref}
      className={classes.pad}
      width={PAD_PIXELS}
      height={PAD_PIXELS}
      role="img"
      aria-label={t('picture.pad')}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        committed.current = pictureStore.getState().strokes;
        moving.current = [];
        add(event);
      }}
      onPointerMove={add}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}
