import type { LabClient, SnapshotId } from '../../src/index.ts';
import type { LabState } from './labState.ts';

/** What every slice is made from. */
export interface SliceContext {
  readonly client: LabClient;
  readonly set: (partial: Partial<LabState> | ((state: LabState) => Partial<LabState>)) => void;
  readonly get: () => LabState;
  readonly ids: {
    create(): SnapshotId;
    /** All ids made since the last call, undone rows included. */
    takeAll(): readonly SnapshotId[];
  };
  /** What stops the one long job, while there is one. */
  readonly current: { controller: AbortController | undefined };
  /** The undo history of the finished rows. */
  readonly history: {
    undo(): void;
    redo(): void;
    clear(): void;
  };
}
