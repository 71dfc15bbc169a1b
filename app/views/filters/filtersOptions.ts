import { create } from 'zustand';
import type { CriterionId } from '../../../src/index.ts';

/** `planes`: all inputs side by side. `color`: as one picture. */
export type PlaneMode = 'color' | 'planes' | 'mean' | 'one';

/** How filters are ordered and drawn, and what they are compared by; kept while other views and layers are looked at. */
interface FiltersOptions {
  /** `place` for the order in which the layer has them. */
  readonly sortedBy: CriterionId | 'place';
  readonly comparedWith: CriterionId;
  readonly mode: PlaneMode | null;
  /** The input channel that `one` shows. */
  readonly plane: number;
  readonly set: (options: Partial<Omit<FiltersOptions, 'set'>>) => void;
}

export const useFiltersOptions = create<FiltersOptions>()((set) => ({
  sortedBy: 'l1',
  comparedWith: 'fpgm',
  mode: null,
  plane: 0,
  set: (options) => set(options),
}));
