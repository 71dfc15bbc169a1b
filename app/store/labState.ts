import type {
  AppError,
  BackendName,
  BackendReport,
  DatasetManifest,
  ErrorCode,
  ErrorDetails,
  PreviewResult,
  Progress,
  PruneStep,
  Recipe,
  SeedResult,
  SessionHeader,
  SessionRecord,
  SnapshotId,
  SnapshotView,
  Step,
  TrainCommand,
  TrainTick,
} from '../../src/index.ts';

export type StepKind = Step['kind'];

/** A row of the rail: a step and the snapshot it made, or will make. */
export interface TreeNode {
  readonly id: SnapshotId;
  readonly parentId: SnapshotId | null;
  /** Null for the start. */
  readonly step: Step | null;
  /** Came with an opened recipe: stands as pending again when its run is stopped or undone. */
  readonly fromRecipe?: boolean;
  /** The row that this one runs again, while the page is open. */
  readonly repeatOf?: SnapshotId;
  readonly status: 'pending' | 'running' | 'done' | 'failed';
  /** Present once done. */
  readonly snapshot?: SnapshotView;
  readonly error?: AppError;
}

export const VIEW_IDS = [
  'weights',
  'filters',
  'activations',
  'sensitivity',
  'gradients',
  'structure',
  'cost',
  'samples',
] as const;
export type ViewId = (typeof VIEW_IDS)[number];

/** What can be changed of a training while it runs. */
export interface TrainingChange {
  /** Above 0, at most 10. */
  readonly learningRate?: number;
  /** L1 of the scales of batch normalisations, 0…1. */
  readonly slimming?: number;
}

/** The one long job of the page; previews and view data are queries and not in here. */
export type JobState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly nodeId: SnapshotId;
      readonly step: Step;
      readonly progress: Progress | null;
      /** For trainings: the curve so far, and whether it is held. */
      readonly ticks: readonly TrainTick[];
      readonly paused: boolean;
      /** Present where it runs beside the tree, for no row: with which seed, and which of how many runs. */
      readonly apart?: { readonly seed: number; readonly run: number; readonly runs: number };
      /** With what the rest of a training goes on, once it has ended here. */
      readonly change?: TrainingChange;
    }
  | { readonly kind: 'failed'; readonly nodeId: SnapshotId; readonly error: AppError };

export type PreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly last: PreviewResult | null }
  | { readonly kind: 'done'; readonly result: PreviewResult }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface SessionSlice {
  /** `opening` until steps can be made; the start snapshot may stand, and be looked at, before that. */
  readonly session: 'opening' | 'open' | 'failed';
  readonly sessionError: AppError | null;
  readonly header: SessionHeader;
  readonly manifest: DatasetManifest | null;
  readonly backend: BackendReport | null;
  readonly arrival: { readonly arrived: number; readonly total: number } | null;
  /** True while the start is measured on all test images, after the first thousand. */
  readonly evaluatingStart: boolean;
  /** True once what the page opens on has been drawn: what can wait until then is loaded now. */
  readonly drawn: boolean;
  /** Opens a recipe: the start is loaded at once, its steps stand as pending. */
  openRecipe(recipe: Recipe): Promise<void>;
  /** Opens a kept session with all its snapshots; where these are gone its recipe, whose steps stand as pending. */
  openSession(record: SessionRecord): Promise<void>;
  chooseBackend(name: BackendName): Promise<void>;
}

export interface TreeSlice {
  /** In the order in which they were made; a parent stands before its children. */
  readonly nodes: readonly TreeNode[];
  /** The snapshot looked at (A). */
  readonly selectedId: SnapshotId;
  /** The snapshot compared with (B). */
  readonly comparedId: SnapshotId | null;
  select(id: SnapshotId): void;
  compare(id: SnapshotId | null): void;
  rename(id: SnapshotId, name: string): void;
  /** Puts a note to a row's step, of at most 500 letters; an empty one takes it away. */
  annotate(id: SnapshotId, note: string): void;
  /** Runs a row and all that follows from it again, as a branch of its own. */
  repeat(id: SnapshotId): Promise<void>;
  /** Removes a row and all that follows from it. */
  remove(id: SnapshotId): void;
  /** How many steps back and forward undo and redo can go. */
  readonly undoCount: number;
  readonly redoCount: number;
  undo(): void;
  redo(): void;
}

export interface JobSlice {
  readonly job: JobState;
  /** Runs a step from the selected snapshot: a new child, so that a branch grows where one was before. */
  applyStep(step: Step, options?: { readonly paused?: boolean }): Promise<void>;
  /** Runs all pending rows in order, or those of them that are named. */
  runPending(only?: ReadonlySet<SnapshotId>): Promise<void>;
  /** Stops the running job within a batch; nothing of it stays. */
  cancelJob(): void;
  controlTraining(command: TrainCommand): void;
  /**
   * Goes on with other settings from the next batch on: the running training ends there, and a new one does the rest, so
   * that the recipe says what was done. The optimizer begins anew.
   */
  changeTraining(change: TrainingChange): void;
}

/** A row's numbers before, and when it was run again. */
export interface RerunRow {
  readonly id: SnapshotId;
  readonly name: string;
  readonly before: RunNumbers;
  readonly after: RunNumbers;
}

/** What a run of a row is told by. */
export interface RunNumbers {
  /** Share correct, 0…1. */
  readonly accuracy: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  readonly keptWeights: number;
  readonly effectiveMacs: number;
}

/** The numbers of all rows of the tree, before and when the recipe was run again. */
export interface Rerun {
  /** Those that were run again so far. */
  readonly rows: readonly RerunRow[];
  /** Rows in all. */
  readonly total: number;
}

export interface RunsSlice {
  /** Results of several seeds, by the key of what was run (`runsKey`), in the order of the seeds. */
  readonly seedRuns: Readonly<Record<string, readonly SeedResult[]>>;
  /** Runs the way from the start to the row looked at once for each seed of 1 to `count` that has not been run yet. */
  runSeeds(count: number): Promise<void>;
  /** What running the whole recipe again gave; null until that was done in this session. */
  readonly rerun: Rerun | null;
  /** Runs every finished row again beside the tree, with the recipe's own seed. */
  runAgain(): Promise<void>;
}

/** What stands before the page and is closed again. */
export type DialogId =
  | 'shortcuts'
  | 'palette'
  | 'seeds'
  | 'again'
  | 'sessions'
  | 'lessons'
  | 'share'
  | 'studies';

export interface DialogSlice {
  readonly dialog: DialogId | null;
  openDialog(dialog: DialogId | null): void;
}

export interface DraftSlice {
  /** The step being made in the right panel; the views write into it (dragging a threshold). */
  readonly draft: Step;
  /** The last draft of each kind, so that switching kinds and back forgets nothing. */
  readonly drafts: Readonly<Partial<Record<StepKind, Step>>>;
  readonly preview: PreviewState;
  setDraft(step: Step): void;
  /** Goes on with the last draft of a kind. */
  chooseKind(kind: StepKind): void;
  /** Changes the prune step being made; nothing where another kind is. */
  changePrune(change: (draft: PruneStep) => PruneStep): void;
}

export interface KeepSlice {
  /** Under which the open session is kept. */
  readonly sessionId: string;
  /** What the person calls it; empty where it has no name of its own. */
  readonly title: string;
  /** `none` until there is a step worth keeping. */
  readonly kept: 'none' | 'saving' | 'kept' | 'failed';
  setTitle(title: string): void;
}

export interface StageSlice {
  readonly view: ViewId;
  /** A second view beside the first, where the screen is wide enough. */
  readonly besideView: ViewId | null;
  readonly layer: string | null;
  /** A channel of the layer, counted from 0; null where none is chosen, and after another layer is. */
  readonly channel: number | null;
  /** A test image, by its place. */
  readonly sample: number;
  setView(view: ViewId): void;
  setBesideView(view: ViewId | null): void;
  selectLayer(layer: string | null): void;
  selectChannel(layer: string, channel: number | null): void;
  selectSample(sample: number): void;
}

/** Something to tell the person, once; words are found by the page, not by the store. */
export type Notice =
  | { readonly id: number; readonly kind: 'failed'; readonly error: AppError }
  | {
      readonly id: number;
      readonly kind: 'notice';
      readonly code: ErrorCode;
      readonly details: ErrorDetails;
    };

export interface NoticeSlice {
  readonly notices: readonly Notice[];
  /** Tells of a failure; a cancelled job is none and is left out. */
  fail(thrown: unknown): void;
  note(code: ErrorCode, details: ErrorDetails): void;
  /** Takes a notice off the list once it has been shown. */
  dismiss(id: number): void;
}

/** Everything the page knows that is not derived: no tensors, no pixels, no DOM. */
export type LabState = SessionSlice &
  TreeSlice &
  JobSlice &
  DraftSlice &
  KeepSlice &
  StageSlice &
  NoticeSlice &
  RunsSlice &
  DialogSlice;
