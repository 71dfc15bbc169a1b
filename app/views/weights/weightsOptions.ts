import { create } from 'zustand';

/** How the histograms are drawn; kept while other views and snapshots are looked at. */
interface WeightsOptions {
  readonly log: boolean;
  readonly normal: boolean;
  readonly laplace: boolean;
  /** Whether pruned weights are drawn as a bar at 0. */
  readonly zeros: boolean;
  /** Laplace distributions of the layers of a snapshot, once they were measured. */
  readonly laplaceFits: {
    readonly snapshotId: string;
    readonly ofLayer: ReadonlyMap<string, LaplaceCurve>;
  } | null;
  readonly set: (options: Partial<Omit<WeightsOptions, 'set'>>) => void;
}

interface LaplaceCurve {
  readonly median: number;
  readonly scale: number;
}

export const useWeightsOptions = create<WeightsOptions>()((set) => ({
  log: false,
  normal: false,
  laplace: false,
  zeros: true,
  laplaceFits: null,
  set: (options) => set(options),
}));
