import type { StageSlice } from './labState.ts';
import type { SliceContext } from './slice.ts';

/** Which views are on the stage, and at which layer, channel and image they look together. */
export function createStageSlice({ set }: SliceContext): StageSlice {
  return {
    view: 'weights',
    besideView: null,
    layer: null,
    channel: null,
    sample: 0,
    setView(view) {
      set({ view });
    },
    setBesideView(besideView) {
      set({ besideView });
    },
    selectLayer(layer) {
      set((state) => (state.layer === layer ? {} : { layer, channel: null }));
    },
    selectChannel(layer, channel) {
      set({ layer, channel });
    },
    selectSample(sample) {
      set({ sample });
    },
  };
}
