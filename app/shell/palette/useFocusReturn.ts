import { useEffect } from 'react';
import { useLabStore } from '../../store/labContext.ts';

/** Gives the focus back to what had it before a dialog was opened; a dialog that takes another's place is no end of it. */
export function useFocusReturn(): void {
  const store = useLabStore();
  useEffect(() => {
    let before: Element | null = null;
    return store.subscribe((state, last) => {
      if (state.dialog === last.dialog) return;
      const { activeElement } = document;
      if (state.dialog !== null) {
        if (!activeElement?.closest('[role=dialog]')) before = activeElement;
        return;
      }
      // The dialog itself goes first.
      setTimeout(() => {
        const isFree = document.activeElement === document.body && store.getState().dialog === null;
        if (isFree && before instanceof HTMLElement) before.focus();
      });
    });
  }, [store]);
}
