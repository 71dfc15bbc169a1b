import { useCallback, useEffect, useRef } from 'react';
import type { Step } from '../../src/index.ts';
import { toPruneStep } from '../store/defaults.ts';
import { useLab } from '../store/labContext.ts';

/** Writes the step being made into the store, at most once a frame; the last one wins. */
export function useDraftWriter(): (step: Parameters<typeof toPruneStep>[0]) => void {
  const setDraft = useLab((state) => state.setDraft);
  const waiting = useRef<Step | null>(null);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useCallback(
    (step) => {
      waiting.current = toPruneStep(step);
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => {
        if (waiting.current) setDraft(waiting.current);
      });
    },
    [setDraft],
  );
}
