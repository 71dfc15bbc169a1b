import { createStore } from 'zustand';
import {
  type AppError,
  isAbortError,
  type LabClient,
  type Measurements,
  type Progress,
  type SensitivityPoint,
  type SnapshotId,
  toAppError,
} from '../../../src/index.ts';
import { FIRST_SETTINGS, type SensitivitySettings, settingsKey, toMeasureRequest } from './settings.ts';

/** Points of each layer by rising sparsity. */
export type Curves = Readonly<Record<string, readonly SensitivityPoint[]>>;

/** What has been measured of one snapshot with some settings. */
export interface SensitivityRun {
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** Over several seeds those of the seed being measured, until all are done. */
  readonly curves: Curves;
  readonly progress: Progress | null;
  readonly error: AppError | null;
}

interface SensitivityState {
  readonly settings: SensitivitySettings;
  readonly setSettings: (settings: SensitivitySettings) => void;
  /** True where the lines are drawn through monotone values; points and table stay as measured. */
  readonly smooth: boolean;
  readonly setSmooth: (smooth: boolean) => void;
  readonly runs: Readonly<Record<string, SensitivityRun>>;
  /** Measures, on from where it was cancelled or else from the beginning; the points appear in `runs` as they come. */
  readonly measure: (
    client: LabClient,
    id: SnapshotId,
    settings: SensitivitySettings,
    recipeSeed: number,
  ) => Promise<void>;
  readonly cancel: (id: SnapshotId, settings: SensitivitySettings) => void;
}

export function runKey(id: SnapshotId, settings: SensitivitySettings): string {
  return `${id} ${settingsKey(settings)}`;
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

/** The finished curves, which over several seeds are the means that no single point told. */
function toCurves(measured: Measurements | null): Curves | undefined {
  const curves = measured?.sensitivity;
  return curves && Object.fromEntries(curves.map(({ layer, points }) => [layer, points]));
}

/** Creates what the view keeps: measured curves, by snapshot and settings, while other views are looked at. */
export function createSensitivityStore() {
  const controllers = new Map<string, AbortController>();
  return createStore<SensitivityState>()((set, get) => {
    const change = (key: string, part: Partial<SensitivityRun>) =>
      set(({ runs }) => {
        const run = runs[key];
        return run ? { runs: { ...runs, [key]: { ...run, ...part } } } : {};
      });
    return {
      settings: FIRST_SETTINGS,
      setSettings: (settings) => set({ settings }),
      smooth: false,
      setSmooth: (smooth) => set({ smooth }),
      runs: {},
      async measure(client, id, settings, recipeSeed) {
        const key = runKey(id, settings);
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
          const measured = await client.run(
            'measure',
            { id, step: toMeasureRequest(settings, recipeSeed) },
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
          const curves = toCurves(measured);
          if (mine()) change(key, { state: 'done', progress: null, ...(curves ? { curves } : {}) });
        } catch (thrown) {
          if (!mine()) return;
          if (isAbortError(thrown)) change(key, { state: 'cancelled', progress: null });
          else change(key, { state: 'failed', progress: null, error: toAppError(thrown) });
        }
      },
      cancel: (id, settings) => controllers.get(runKey(id, settings))?.abort(),
    };
  });
}

export const sensitivityStore = createSensitivityStore();
