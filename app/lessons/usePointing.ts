import { useEffect } from 'react';
import type { Point } from './lesson.ts';

/** Points at a part of the page: the frame's stylesheet outlines the one that the document names. */
export function usePointing(point: Point | undefined): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (point) dataset.lessonPoint = point;
    return () => {
      delete dataset.lessonPoint;
    };
  }, [point]);
}
