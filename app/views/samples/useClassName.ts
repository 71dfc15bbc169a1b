import { useCallback } from 'react';
import { useLab } from '../../store/labContext.ts';

/** Names the classes of the data set that is open; the same function while it stays open. */
export function useClassName(): (label: number) => string {
  const classes = useLab((state) => state.manifest?.classes);
  return useCallback((label) => classes?.[label] ?? String(label), [classes]);
}
