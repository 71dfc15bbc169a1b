import type { StageSlice } from './labState.ts';
import type { SliceContext } from './slice.ts';

/** Which view is on the stage, and which layer it looks at. */
export function createStageSlice({ set }: SliceContext): StageSlice {
  return {
    view: 'weights',
    layer: null,
    setView(view) {
      set({ view });
    },
    selectLayer(layer) {
      set({ layer });
    },
  };
}
