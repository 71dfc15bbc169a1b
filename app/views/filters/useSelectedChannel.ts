import { useLab } from '../../store/labContext.ts';

/** The channel chosen of a layer, here or in another view; null where none is. */
export function useSelectedChannel(layer: string): number | null {
  return useLab((state) => (state.layer === layer ? state.channel : null));
}
