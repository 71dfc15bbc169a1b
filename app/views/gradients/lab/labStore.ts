import { create } from 'zustand';
import {
  isAbortError,
  type LabClient,
  type Progress,
  type SnapshotId,
  toAppError,
} from '../../../../src/index.ts';
import { createEventGatherer, withEvents } from './gatherEvents.ts';
import { addEntry, baseOf, type LabEntry } from './labEntry.ts';
import { FIRST_SETTINGS, type LabSettings, toTrainStep } from './labSettings.ts';

/** What the entries start from, and on what they were computed. */
export interface LabSource {
  readonly id: SnapshotId;
  /** Name of its row. */
  readonly name: string;
  readonly fresh: boolean;
  readonly seed: number;
  readonly backend: string;
}

/** How far a comparison is. */
export interface LabRun {
  readonly key: string;
  readonly progress: Progress | null;
  /** Rules that come after this one. */
  readonly left: number;
}

export interface ExchangeLabState {
  readonly tab: 'gradients' | 'lab';
  readonly settings: LabSettings;
  readonly source: LabSource | null;
  readonly entries: readonly LabEntry[];
  readonly run: LabRun | null;
  /** The entry that is looked at on its own; the last where null or gone. */
  readonly chosen: string | null;
  setTab(tab: ExchangeLabState['tab']): void;
  change(settings: Partial<LabSettings>): void;
  choose(key: string): void;
  /** Tries the rules of the settings one after another; what was tried with the same settings before stays as it is. */
  compare(client: LabClient, source: LabSource): Promise<void>;
  /** Stops the rule being tried within a batch; finished ones stay. */
  cancel(): void;
  clear(): void;
}

const sourceKey = ({ id, fresh, seed, backend }: LabSource) => JSON.stringify([id, fresh, seed, backend]);

/** What the lab keeps while other views are looked at. */
export const useExchangeLab = create<ExchangeLabState>()((set, get) => {
  let controller: AbortController | undefined;
  const changeEntry = (key: string, change: (entry: LabEntry) => LabEntry) =>
    set(({ entries }) => ({ entries: entries.map((entry) => (entry.key === key ? change(entry) : entry)) }));
  const drop = (key: string) =>
    set(({ entries }) => ({ entries: entries.filter((entry) => entry.key !== key) }));

  /** Tries one rule; false where the comparison ends with it. */
  async function tryOut(
    client: LabClient,
    source: LabSource,
    entry: LabEntry,
    left: number,
    own: AbortController,
  ) {
    const { key, step } = entry;
    set(({ entries }) => ({
      entries: addEntry(entries, entry),
      run: { key, progress: null, left },
    }));
    const mine = () => controller === own;
    const events = createEventGatherer((told) => mine() && changeEntry(key, (of) => withEvents(of, told)));
    try {
      const { id, fresh, seed } = source;
      const trial = await client.run(
        'exchange',
        { id, fresh, step, seed },
        {
          signal: own.signal,
          onProgress: (progress) => mine() && set(({ run }) => ({ run: run && { ...run, progress } })),
          onEvent: events.take,
        },
      );
      if (!mine()) return false;
      changeEntry(key, (of) => ({ ...of, ticks: trial.exchange.ticks, tests: trial.tests, trial }));
      return true;
    } catch (thrown) {
      if (!mine()) return false;
      if (isAbortError(thrown)) {
        drop(key);
        return false;
      }
      events.flush();
      const error = toAppError(thrown);
      changeEntry(key, (of) => ({ ...of, error }));
      // A training that diverges says something about its rule; whatever else went wrong would again.
      return error.code === 'not-a-number';
    }
  }

  return {
    tab: 'gradients',
    settings: FIRST_SETTINGS,
    source: null,
    entries: [],
    run: null,
    chosen: null,
    setTab: (tab) => set({ tab }),
    change: (part) => set(({ settings }) => ({ settings: { ...settings, ...part } })),
    choose: (chosen) => set({ chosen }),
    async compare(client, source) {
      controller?.abort();
      const own = new AbortController();
      controller = own;
      const { settings, entries, source: before } = get();
      const steps = settings.rules.map((rule) => toTrainStep(settings, rule));
      const isSame = before !== null && sourceKey(before) === sourceKey(source);
      const base = steps[0] && baseOf(steps[0]);
      const kept = isSame ? entries.filter(({ step, trial }) => trial && baseOf(step) === base) : [];
      set({ source, entries: kept });
      const wanted = steps.map((step) => ({ key: JSON.stringify(step), step, ticks: [], tests: [] }));
      const open = wanted.filter(({ key }) => !kept.some((entry) => entry.key === key));
      for (const [place, entry] of open.entries()) {
        if (!(await tryOut(client, source, entry, open.length - 1 - place, own))) break;
      }
      if (controller === own) set({ run: null });
    },
    cancel: () => controller?.abort(),
    clear() {
      controller?.abort();
      controller = undefined;
      set({ entries: [], source: null, run: null, chosen: null });
    },
  };
});
