import type { ExchangeTick, TrainExchange } from '../analysis/exchange/trainExchange.ts';
import type { LayerHistogram } from '../analysis/histogram.ts';
import type { SensitivityPoint } from '../analysis/sensitivity/sensitivity.ts';
import type { ErrorCode, ErrorDetails } from '../base/errors.ts';
import type { Progress } from '../base/progress.ts';
import type { DatasetManifest, DatasetName } from '../data/dataset.ts';
import type { LeftOut, OwnForm } from '../data/own/ownData.ts';
import type { BackendName, BackendReport, TrainTick } from '../engine/engine.ts';
import type { ImportNote } from '../formats/layersModel/parseLayersModel.ts';
import type { NetworkSpec, Shape } from '../network/spec.ts';
import type { PruneReport } from '../pruning/prune.ts';
import type { MeasureStep, PruneStep, Recipe, Step, TrainStep } from '../recipe/schema.ts';
import type { AccuracyReport, Measurements, SnapshotSummary } from '../recipe/snapshot.ts';
import type { SizeName, StudyId } from '../studies/study.ts';
import type { StudyRecord } from '../studies/studyRecord.ts';

/** Names a snapshot; made by the page, unlike any other page's, so that both sides agree before the work is done. */
export type SnapshotId = string & { readonly brand?: 'SnapshotId' };

/** The recipe without its steps: what a session starts from. */
export type SessionHeader = Omit<Recipe, 'steps'>;

/** What the page gets of a snapshot: numbers, never weights. */
export interface SnapshotView {
  readonly id: SnapshotId;
  readonly depth: number;
  readonly spec: NetworkSpec;
  readonly summary: SnapshotSummary;
  /** The layers drawn together in `tinyHistogram` bins, for the rail: kept weights of the whole net in 24 shared bins. */
  readonly tinyHistogram: readonly number[];
}

/** A row of the rail as it is kept: a step, and the snapshot that it made. */
export interface SessionRow {
  readonly id: SnapshotId;
  readonly parentId: SnapshotId | null;
  /** Null for the start. */
  readonly step: Step | null;
  readonly status: 'pending' | 'done';
  readonly fromRecipe?: boolean;
  /** Present once done. */
  readonly snapshot?: SnapshotView;
}

/** All that a person has made, but for the weights, which the worker keeps by the ids of the rows. */
export interface SessionRecord {
  readonly id: string;
  readonly title: string;
  readonly header: SessionHeader;
  readonly rows: readonly SessionRow[];
  readonly selectedId: SnapshotId;
  readonly comparedId: SnapshotId | null;
}

/**
 * Begins the `weights` of a recipe that starts from a network somebody brought: `own:` and the SHA-256 of its weights as
 * safetensors in PyTorch's layout. Such weights are in no link and on no server; they come with a session, or from their file.
 */
export const OWN_WEIGHTS = 'own:';

/** The most that is read of a network's files: of the JSON text, and of all files together. */
export const NETWORK_FILE_LIMITS = { modelJsonBytes: 10e6, filesBytes: 100e6 } as const;

/** Why files hold no network that can be opened; else the code of the error says it. In the error's details as `refusal`. */
export type NetworkRefusal =
  | 'too-large'
  | 'no-network'
  | 'several-networks'
  | 'not-json'
  | 'damaged-zip'
  | 'no-open-network';

/** A layer of a file, by the names the file has. */
export interface FileLayer {
  readonly name: string;
  readonly className: string;
  /** What it gives for one image; null where it became nothing of its own. */
  readonly shape: Shape | null;
  /** Values of its weights and of its normalisation's statistics. */
  readonly parameters: number;
}

/** Something that was changed on the way in; `masks-left`: a file of masks is not read. */
export interface FileNote {
  readonly code: ImportNote['code'] | 'masks-left';
  /** The layer or the file that it is about. */
  readonly subject: string;
}

/** A network in files, to be looked at before it is taken in. */
export interface NetworkFileSummary {
  /** `weights`: a safetensors file for the network that is open. */
  readonly source: 'layersModel' | 'weights';
  readonly name: string;
  /** What wrote it, as it says itself; empty where it does not. */
  readonly generatedBy: string;
  /** `[height, width, channels]` or `[units]` of one image. */
  readonly inputShape: Shape;
  /** Logits that it gives. */
  readonly classes: number;
  readonly layers: readonly FileLayer[];
  readonly parameters: number;
  /** Bytes of the weights. */
  readonly sizeBytes: number;
  readonly notes: readonly FileNote[];
  /** What a recipe that starts from it has as `weights`. */
  readonly weights: string;
}

/** A file that somebody brought, with the folders it lay in: `pets/cats/1.png`. */
export interface BroughtFile {
  readonly path: string;
  readonly file: File;
}

/** Images in files, read and brought to size, to be looked at before they are taken in. */
export interface OwnImagesSummary {
  /** The name of the folder or the zip; may be empty. */
  readonly title: string;
  /** In their order; `test` is null where no folder or file says which images are for testing. */
  readonly classes: readonly {
    readonly name: string;
    readonly images: number;
    readonly test: number | null;
  }[];
  /** The forms that they can have, and the one that suits them. */
  readonly forms: readonly OwnForm[];
  readonly form: OwnForm;
  /** The network that each form would be opened with. */
  readonly networks: Readonly<Partial<Record<OwnForm, string>>>;
  readonly leftOut: readonly LeftOut[];
  /** Some of them from all classes, as a network would get them. */
  readonly samples: readonly {
    readonly label: number;
    readonly pixels: Readonly<Partial<Record<OwnForm, Uint8Array>>>;
  }[];
}

/** What a file chosen alone holds. */
export type ZipKind = 'session' | 'network' | 'images';

/** How a snapshot is written to take it home: `torch` and `layersModel` are zips. */
export type NetworkFormat = 'weights' | 'masks' | 'torch' | 'layersModel';

/** Sessions that are kept; of more the oldest go. */
export const MOST_SESSIONS = 30;

/** A kept session as it stands in a list. */
export interface SessionInfo {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly network: string;
  readonly dataset: DatasetName;
  readonly rows: number;
  /** Of its last finished row, 0…1. */
  readonly accuracy?: number;
  /** Weights kept there, 0…1. */
  readonly keptShare?: number;
}

/** A measure step that is not one of the recipe. */
export type MeasureRequest = Omit<MeasureStep, 'kind' | 'name' | 'from' | 'note' | 'against'>;

/** The most batches that a trial of an exchange of gradients trains. */
export const MOST_EXCHANGE_STEPS = 5000;

/** Accuracy on the way of a trial, after so many batches. */
export interface ExchangeTest {
  readonly step: number;
  /** Share correct on the first `images` test images, 0…1. */
  readonly accuracy: number;
  readonly images: number;
}

/** What is told while workers exchange gradients. */
export type ExchangeEvent =
  | { readonly kind: 'tick'; readonly tick: ExchangeTick }
  | { readonly kind: 'test'; readonly test: ExchangeTest };

/** What a trial of an exchange gave. */
export interface ExchangeTrial {
  readonly exchange: TrainExchange;
  readonly tests: readonly ExchangeTest[];
  /** At the end, on all test images of the recipe. */
  readonly accuracy: AccuracyReport;
  /** Of a batch of all workers, one after another, as the clock of this machine had it; tests left out. */
  readonly msPerStep: number;
}

/** What is told while a study runs. */
export type StudyEvent =
  /** A recipe begins: its name in the study, and which it is of those that are run, from 1. */
  | {
      readonly kind: 'unit';
      readonly name: string;
      readonly seed: number;
      readonly place: number;
      readonly units: number;
    }
  /** A seed is done: all that there is so far, of earlier runs too. */
  | { readonly kind: 'record'; readonly record: StudyRecord };

/** All jobs of the worker: what goes in, what comes out, and what is said underway. */
export interface Jobs {
  /** Chooses and starts a backend; also done on its own by the first job that needs one. */
  startEngine: { params: { requested?: BackendName }; result: BackendReport; event: never };
  /**
   * Opens data set and network and makes the start snapshot, so that it is seen at once: with the accuracy that is
   * shipped with its weights, for which no backend is waited for, else with that on the first 1,000 test images.
   * `evaluate` then measures it on all. Fails as a whole.
   */
  openSession: {
    params: { header: SessionHeader; snapshotId: SnapshotId };
    result: { snapshot: SnapshotView; manifest: DatasetManifest };
    event: never;
  };
  /** Measures a snapshot on all test images of the recipe, and keeps that in place of what was measured before. */
  evaluate: { params: { id: SnapshotId }; result: AccuracyReport; event: never };
  /** Puts a new worker where a dead one stood: same backend, data set and stored snapshots. Sent by the client alone. */
  restoreSession: {
    params: { header: SessionHeader; engine: { requested?: BackendName } };
    result: null;
    event: never;
  };
  /**
   * The open recipe's start with fresh weights by another seed, measured on all test images; a start with weights from a
   * file is the same for all seeds and has no need of it.
   */
  openSeed: {
    params: { seed: number; snapshotId: SnapshotId };
    result: { snapshot: SnapshotView };
    event: never;
  };
  /**
   * Runs one step; `named` is the snapshot that it names, `seed` stands in place of the recipe's. A training answers to
   * `control` and tells its ticks.
   */
  runStep: {
    params: {
      from: SnapshotId;
      snapshotId: SnapshotId;
      step: Step;
      named?: SnapshotId;
      paused?: boolean;
      seed?: number;
    };
    /** `step` is as it really ran: a training ended early comes back with the batches it did. */
    result: { snapshot: SnapshotView; step: Step };
    event: TrainTick;
  };
  /** Keeps a session on this machine, in place of what was kept of it before. Fails with `storage-full`. */
  saveSession: { params: { record: SessionRecord }; result: null; event: never };
  /** The kept sessions, the latest first. */
  listSessions: { params: Record<string, never>; result: readonly SessionInfo[]; event: never };
  /** Null where none of that id is kept. */
  readSession: { params: { id: string }; result: SessionRecord | null; event: never };
  /** Forgets a kept session with all its snapshots. */
  deleteSession: { params: { id: string }; result: null; event: never };
  /** Opens the data set of a kept session whose snapshots are still there; fails with `session-lost` where they are not. */
  reopenSession: {
    params: { header: SessionHeader; ids: readonly SnapshotId[] };
    result: { manifest: DatasetManifest };
    event: never;
  };
  /** A session as one file: recipe, result, and each snapshot's weights and masks. */
  exportSession: { params: { record: SessionRecord }; result: Uint8Array; event: never };
  /** Takes in a session file; its snapshots stand under new ids. Fails with `invalid-session`. */
  importSession: { params: { bytes: Uint8Array }; result: SessionRecord; event: never };
  /** What a zip holds, by its list. */
  kindOfZip: { params: { file: File }; result: ZipKind; event: never };
  /**
   * Reads images in files that belong together: pictures in a folder for each class, a zip of them, or IDX files; holds them
   * until `importImages` or `forgetImages`. Fails with `invalid-images`, whose `details.refusal` says more.
   */
  inspectImages: {
    params: { files: readonly BroughtFile[]; open: Recipe['network'] };
    result: OwnImagesSummary;
    event: never;
  };
  /**
   * Packs and keeps the images that are held. The recipe opens them with fresh weights: the network `open` where it fits, with
   * an output for each class. With `awaited`, the name of images that a recipe waits for, other shares of test images are
   * tried too.
   */
  importImages: {
    params: { form: OwnForm; testShare: number; open: Recipe['network']; awaited?: string };
    result: Recipe;
    event: never;
  };
  forgetImages: { params: Record<string, never>; result: null; event: never };
  /**
   * Looks into files that belong together: a LayersModel's model.json with its binary files, a zip of them, or a
   * safetensors file for the network `open`. Fails with `invalid-network` or `invalid-weights`; `details.refusal` may say more.
   */
  inspectNetwork: {
    params: { files: readonly File[]; open: NetworkSpec | null };
    result: NetworkFileSummary;
    event: never;
  };
  /** Makes a session that starts from such files, measured on the first 1,000 test images; what is open stays as it is. */
  importNetwork: {
    params: { files: readonly File[]; open: NetworkSpec | null; dataset: DatasetName };
    result: SessionRecord;
    event: never;
  };
  /** How many channels compaction would take out of a snapshot, and the values left with and without it. */
  describeExport: {
    params: { id: SnapshotId };
    result: { removedChannels: number; parameters: number; compactedParameters: number };
    event: never;
  };
  /** A snapshot as one file, under a name for its parts; compacted by request. */
  exportNetwork: {
    params: { id: SnapshotId; name: string; format: NetworkFormat; compacted: boolean };
    result: Uint8Array;
    event: never;
  };
  /** `result.json` of all that was made so far. */
  exportResult: { params: { record: SessionRecord }; result: Uint8Array; event: never };
  /**
   * Tries a train step with `gradients` out, without a snapshot: from a snapshot's weights, or from fresh ones under its
   * masks. `seed` stands in place of the recipe's. The numbers are those of the step after the snapshot, or after a
   * reinitialize step there. Fails with `not-a-number` where the training diverges.
   */
  exchange: {
    params: { id: SnapshotId; fresh: boolean; step: TrainStep; seed?: number };
    result: ExchangeTrial;
    event: ExchangeEvent;
  };
  /**
   * Runs a study's recipes at seeds, one after another, on data sets of its own; the open session stays as it is. What is
   * done is kept on this machine for this backend: a seed that is done is not run again, and after a cancel it goes on
   * with the recipe that was cancelled. Gives the record of all seeds that are kept. Fails with `invalid-recipe`.
   */
  study: {
    params: { study: StudyId; size: SizeName; seeds: readonly number[] };
    result: StudyRecord;
    event: StudyEvent;
  };
  /** What studies gave so far, in this version of the lab; the latest first. */
  listStudyRecords: { params: Record<string, never>; result: readonly StudyRecord[]; event: never };
  /** Forgets snapshots that the page can no longer reach. */
  dropSnapshots: { params: { ids: readonly SnapshotId[] }; result: null; event: never };
  /** Histograms of several snapshots with shared bins, a list per snapshot, one entry per layer. */
  histograms: {
    params: { ids: readonly SnapshotId[]; bins: number };
    result: readonly (readonly LayerHistogram[])[];
    event: never;
  };
  /** |w| of the kept weights of each layer, sorted rising: threshold and sparsity turn into each other by binary search. */
  magnitudes: {
    params: { id: SnapshotId };
    result: readonly { layer: string; weights: number; sorted: Float32Array }[];
    event: never;
  };
  /** What a prune step would do: exact counts, and accuracy measured on the first `images` test images. */
  preview: {
    params: { id: SnapshotId; step: PruneStep; images: number };
    result: PreviewResult;
    event: never;
  };
  /** A test image with its label. */
  testImage: {
    params: { index: number };
    result: { pixels: Uint8Array; shape: readonly [number, number, number]; label: number };
    event: never;
  };
  /** Feature maps of one image: every node that is not an input, in order. */
  featureMaps: { params: { id: SnapshotId; image: ImageSource }; result: FeatureMaps; event: never };
  /** What several snapshots take one image for, in their order. */
  classify: {
    params: { ids: readonly SnapshotId[]; image: ImageSource };
    result: readonly Classification[];
    event: never;
  };
  /** The weight of one layer, in the engine's memory order, pruned values as they are stored. */
  kernels: { params: { id: SnapshotId; layer: string }; result: Kernels; event: never };
  /**
   * Measures what a step names, without a new snapshot; `against` is the snapshot that behaviour is compared with. Points
   * of sensitivity curves are told as they come, coarse ones first, and are kept: the same measurement goes on where one
   * was cancelled.
   */
  measure: {
    params: { id: SnapshotId; step: MeasureRequest; against?: SnapshotId };
    result: Measurements;
    event: { layer: string; point: SensitivityPoint };
  };
  /** The snapshot as files to take home: safetensors in PyTorch layout. */
  exportWeights: {
    params: { id: SnapshotId };
    result: { weights: Uint8Array; masks: Uint8Array };
    event: never;
  };
}

export interface PreviewResult {
  readonly report: PruneReport;
  readonly keptWeights: number;
  readonly weights: number;
  readonly macs: number;
  readonly effectiveMacs: number;
  readonly bytesBitmap: number;
  /** Share correct on `images` probe images, measured. */
  readonly accuracy: number;
  /** The same images before the step. */
  readonly accuracyBefore: number;
  /** The same for each class, 0…1. */
  readonly perClassAccuracy: readonly number[];
  readonly perClassAccuracyBefore: readonly number[];
  readonly images: number;
}

/** An image of the test split by its place, or one of the page's own: `[h, w, c]`, 0…255. */
export type ImageSource = { readonly index: number } | { readonly pixels: Uint8Array };

/** What a network takes an image for. */
export interface Classification {
  readonly prediction: number;
  /** Softmax of the logits, by class. */
  readonly probabilities: readonly number[];
}

export interface Kernels {
  /** As `WeightArray` has it. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** 1 keep, 0 pruned; null where all are kept. */
  readonly mask: Uint8Array | null;
}

export interface FeatureMaps extends Classification {
  /** Null for an image of the page's own. */
  readonly label: number | null;
  readonly nodes: readonly {
    readonly node: string;
    readonly kind: string;
    /** `[h, w, c]` or `[units]`. */
    readonly shape: readonly number[];
    readonly values: Float32Array;
    /** Share of exact zeros, 0…1. */
    readonly zeroShare: number;
  }[];
}

export type JobName = keyof Jobs;
export type TrainCommand = 'play' | 'pause' | 'stepOnce' | 'finish';

/** Page → worker. */
export type WorkerRequest =
  | {
      readonly kind: 'start';
      readonly id: number;
      readonly job: JobName;
      readonly params: unknown;
    }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Answered with `pong` as soon as the worker's loop is free: silence means that it is dead. */
  | { readonly kind: 'ping' }
  | { readonly kind: 'control'; readonly id: number; readonly command: TrainCommand };

/** Worker → page. */
export type WorkerResponse =
  | { readonly kind: 'pong' }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'event'; readonly id: number; readonly event: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'cancelled'; readonly id: number }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: ErrorDetails;
    }
  /** Said without being asked: a fallback that a person should know of, or shards arriving. */
  | { readonly kind: 'notice'; readonly code: ErrorCode; readonly details: ErrorDetails }
  | { readonly kind: 'dataset'; readonly arrived: number; readonly total: number };

export interface JobOptions<N extends JobName> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onEvent?: (event: Jobs[N]['event']) => void;
  /** Called once with the function that steers a running training. */
  readonly onControl?: (control: (command: TrainCommand) => void) => void;
}

/** The page's side of the worker. */
export interface LabClient {
  /** Runs a job. Rejects with AppError, or AbortError when the signal was aborted; a cancelled job has really stopped by then. */
  run<N extends JobName>(
    job: N,
    params: Jobs[N]['params'],
    options?: JobOptions<N>,
  ): Promise<Jobs[N]['result']>;
  /** Notices and arriving data. Returns the unsubscriber. */
  onNotice(listener: (notice: { code: ErrorCode; details: ErrorDetails }) => void): () => void;
  onDataset(listener: (arrival: { arrived: number; total: number }) => void): () => void;
  dispose(): void;
}
