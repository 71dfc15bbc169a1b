import type { DialogSlice } from './labState.ts';
import type { SliceContext } from './slice.ts';

/** Which dialog of the page's own is open; one at a time. */
export function createDialogSlice({ set }: SliceContext): DialogSlice {
  return {
    dialog: null,
    openDialog(dialog) {
      set({ dialog });
    },
  };
}
