import { create } from 'zustand';

/** How gradients are drawn, and where they are cut; kept while other views and snapshots are looked at. */
interface GradientsOptions {
  readonly log: boolean;
  /** As |g|; null until one is set, and measured gradients choose it. */
  readonly threshold: number | null;
  readonly set: (options: Partial<Omit<GradientsOptions, 'set'>>) => void;
}

export const useGradientsOptions = create<GradientsOptions>()((set) => ({
  log: false,
  threshold: null,
  set: (options) => set(options),
}));
