import { create } from 'zustand';

/** How the histograms are drawn; kept while other views and snapshots are looked at. */
interface WeightsOptions {
  readonly log: boolean;
  readonly normal: boolean;
  readonly set: (options: { readonly log?: boolean; readonly normal?: boolean }) => void;
}

export const useWeightsOptions = create<WeightsOptions>()((set) => ({
  log: false,
  normal: false,
  set: (options) => set(options),
}));
