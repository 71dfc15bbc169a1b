import { createStore } from 'zustand';
import {
  type AppError,
  isAbortError,
  type LabClient,
  type Progress,
  type SensitivityPoint,
  type SnapshotId,
  toAppError,
} from '../../../src/index.ts';

export type Granularity = 'weight' | 'filter';

/** What has been measured of one snapshot at one granularity. */
export interface SensitivityRun {
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** Points of each layer by rising sparsity. */
  readonly curves: Readonly<Record<string, readonly SensitivityPoint[]>>;
  readonly progress: Progress | null;
  readonly error: AppError | null;
}

/** Sparsities measured; 0 is the unpruned net on the same images. */
export const LEVELS: Readonly<Record<Granularity, readonly number[]>> = {
  weight: [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99],
  filter: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
};
export const SENSITIVITY_IMAGES = 500;

interface SensitivityState {
  readonly granularity: Granularity;
  readonly setGranularity: (granularity: Granularity) => void;
  readonly runs: Readonly<Record<string, SensitivityRun>>;
  /** Measures, on from where it was cancelled or else from the beginning; the points appear in `runs` as they come. */
  readonly measure: (client: LabClient, id: SnapshotId, granularity: Granularity) => Promise<void>;
  readonly cancel: (id: SnapshotId, granularity: Granularity) => void;
}

export function runKey(id: SnapshotId, granularity: Granularity): string {
  return `${id} ${granularity}`;
}

/** A curve with a point put in its place; a refined point replaces the one at its sparsity. */
export function insertPoint(
  curve: readonly SensitivityPoint[],
  point: SensitivityPoint,
): readonly SensitivityPoint[] {
  return [...curve.filter(({ sparsity }) => sparsity !== point.sparsity), point].sort(
    (a, b) => a.sparsity - b.sparsity,
  );
}

/** Creates what the view keeps: measured curves, by snapshot and granularity, while other views are looked at. */
export function createSensitivityStore() {
  const controllers = new Map<string, AbortController>();
  return createStore<SensitivityState>()((set, get) => {
    const change = (key: string, part: Partial<SensitivityRun>) =>
      set(({ runs }) => {
        const run = runs[key];
        return run ? { runs: { ...runs, [key]: { ...run, ...part } } } : {};
      });
    return {
      granularity: 'weight',
      setGranularity: (granularity) => set({ granularity }),
      runs: {},
      async measure(client, id, granularity) {
        const key = runKey(id, granularity);
        controllers.get(key)?.abort();
        const controller = new AbortController();
        controllers.set(key, controller);
        const mine = () => controllers.get(key) === controller;
        set(({ runs }) => {
          // The worker tells what it knew first, so that what is drawn already may stay.
          const curves = runs[key]?.state === 'cancelled' ? runs[key].curves : {};
          return { runs: { ...runs, [key]: { state: 'running', curves, progress: null, error: null } } };
        });
        try {
          await client.run(
            'measure',
            {
              id,
              step: {
                what: ['sensitivity'],
                granularity,
                levels: [...LEVELS[granularity]],
                images: SENSITIVITY_IMAGES,
              },
            },
            {
              signal: controller.signal,
              onProgress: (progress) => mine() && change(key, { progress }),
              onEvent: ({ layer, point }) => {
                const curves = get().runs[key]?.curves;
                if (!mine() || !curves) return;
                change(key, { curves: { ...curves, [layer]: insertPoint(curves[layer] ?? [], point) } });
              },
            },
          );
          if (mine()) change(key, { state: 'done', progress: null });
        } catch (thrown) {
          if (!mine()) return;
          if (isAbortError(thrown)) change(key, { state: 'cancelled', progress: null });
          else change(key, { state: 'failed', progress: null, error: toAppError(thrown) });
        }
      },
      cancel: (id, granularity) => controllers.get(runKey(id, granularity))?.abort(),
    };
  });
}

export const sensitivityStore = createSensitivityStore();
