import { create } from 'zustand';
import {
  type AppError,
  isAbortError,
  type LabClient,
  type Progress,
  type SizeName,
  type StudyEvent,
  type StudyId,
  type StudyRecord,
  toAppError,
} from '../../src/index.ts';

/** A study that runs. */
export interface StudyRun {
  readonly study: StudyId;
  readonly size: SizeName;
  readonly progress: Progress | null;
  readonly unit: Extract<StudyEvent, { kind: 'unit' }> | null;
  /** True once the person has asked for its end. */
  readonly stopping: boolean;
}

interface StudyState {
  /** The study looked at last; null before one was. */
  readonly chosen: StudyId | null;
  readonly size: SizeName;
  /** How many seeds, from 1 on. */
  readonly count: number;
  /** What is kept on this machine, the latest first; null until it was asked for. */
  readonly records: readonly StudyRecord[] | null;
  readonly run: StudyRun | null;
  /** Why a study ended before its end. */
  readonly failure: { readonly study: StudyId; readonly error: AppError } | null;
  choose(study: StudyId | null): void;
  setSize(size: SizeName): void;
  setCount(count: number): void;
  load(client: LabClient): Promise<void>;
  /** Runs the seeds of a study that are not done; one study at a time. Gives the record once all are. */
  start(client: LabClient, study: StudyId): Promise<StudyRecord | undefined>;
  /** Stops the study within a batch; what is done stays. */
  stop(): void;
}

/** Records with a newer one in place of that of the same study, size and backend. */
export function putRecord(records: readonly StudyRecord[], record: StudyRecord): readonly StudyRecord[] {
  const isSame = ({ study, size, backend }: StudyRecord) =>
    study === record.study && size === record.size && backend.name === record.backend.name;
  return [record, ...records.filter((other) => !isSame(other))];
}

/** The record to show of a study at a size: that of the running backend, else the latest. */
export function findRecord(
  records: readonly StudyRecord[],
  study: StudyId,
  size: SizeName,
  backend: string | undefined,
): StudyRecord | undefined {
  const own = records.filter((record) => record.study === study && record.size === size);
  return own.find((record) => record.backend.name === backend) ?? own[0];
}

/** What is known of studies while the page is open, their dialog closed or not. */
export const useStudyStore = create<StudyState>()((set, get) => {
  let controller: AbortController | undefined;
  const changeRun = (change: Partial<StudyRun>) => set(({ run }) => ({ run: run && { ...run, ...change } }));

  return {
    chosen: null,
    size: 'lesson',
    count: 1,
    records: null,
    run: null,
    failure: null,
    choose: (chosen) => set({ chosen }),
    setSize: (size) => set({ size }),
    setCount: (count) => set({ count }),
    async load(client) {
      if (get().records) return;
      const records = await client.run('listStudyRecords', {}).catch(() => []);
      // One that came underway is newer.
      set(({ records: before }) => ({
        records: (before ?? []).toReversed().reduce(putRecord, records),
      }));
    },
    async start(client, study) {
      if (get().run) return undefined;
      const { size, count } = get();
      const own = new AbortController();
      controller = own;
      set({ run: { study, size, progress: null, unit: null, stopping: false }, failure: null });
      const seeds = Array.from({ length: count }, (_, index) => index + 1);
      try {
        const record = await client.run(
          'study',
          { study, size, seeds },
          {
            signal: own.signal,
            onProgress: (progress) => changeRun({ progress }),
            onEvent(event) {
              if (event.kind === 'unit') changeRun({ unit: event });
              else set(({ records }) => ({ records: putRecord(records ?? [], event.record) }));
            },
          },
        );
        set(({ records }) => ({ records: putRecord(records ?? [], record) }));
        return record;
      } catch (thrown) {
        if (!isAbortError(thrown)) set({ failure: { study, error: toAppError(thrown) } });
        return undefined;
      } finally {
        set({ run: null });
      }
    },
    stop() {
      changeRun({ stopping: true });
      controller?.abort();
    },
  };
});
