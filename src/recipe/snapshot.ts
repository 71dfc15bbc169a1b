import type { AcceleratorReport } from '../analysis/accelerator/accelerator.ts';
import type { ActivationReport } from '../analysis/activations/activationReport.ts';
import type { LayerApoz } from '../analysis/apoz.ts';
import type { CostReport } from '../analysis/cost.ts';
import type { TrainExchange } from '../analysis/exchange/trainExchange.ts';
import type { GradientReport } from '../analysis/gradients/measureGradients.ts';
import type { LayerHistogram } from '../analysis/histogram.ts';
import type { LatencyReport } from '../analysis/latency.ts';
import type { SensitivityCurve } from '../analysis/sensitivity/sensitivity.ts';
import type { SparseSpeedReport } from '../analysis/sparseSpeed.ts';
import type { TrainTick } from '../engine/engine.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import type { PruneReport } from '../pruning/prune.ts';
import type { TrainRecord } from './createTrainRecorder.ts';
import type { Validation } from './createValidator.ts';
import type { MeasuredAgreement } from './measurements/agreement.ts';
import type { MeasuredBehaviour } from './measurements/behaviour.ts';
import type { MeasuredStorage } from './measurements/storage.ts';
import type { MeasuredWeights } from './measurements/weights.ts';

/** Accuracy and loss on the test images (all of the recipe's). */
export interface AccuracyReport {
  readonly images: number;
  readonly accuracy: number;
  readonly loss: number;
  readonly perClassAccuracy: readonly number[];
  /** Present where it was not measured here, but stands in the result that is shipped with the weights. */
  readonly origin?: 'shipped';
}

/** The numbers of one snapshot: what the page and `result.json` hold of it. Plain JSON. */
export interface SnapshotSummary {
  readonly accuracy: AccuracyReport;
  /** Per layer and in total: parameters, non-zeros, kept channels, MACs, bytes per format. */
  readonly cost: CostReport;
  /** Wall-clock seconds of the step, its evaluation included. */
  readonly seconds: number;
  readonly train?: {
    readonly steps: number;
    readonly ticks: readonly TrainTick[];
    readonly record?: TrainRecord;
    /** Present where images were held out. */
    readonly validation?: Validation;
    /** Present where simulated workers exchanged gradients. */
    readonly exchange?: TrainExchange;
  };
  readonly prune?: PruneReport;
  /** Largest difference of any logit between the masked and the compacted net, on `images` test images. */
  readonly compact?: { readonly maxLogitDifference: number; readonly images: number };
  readonly measurements?: Measurements;
}

/** What a measure step measured, by name. */
export interface Measurements {
  readonly accuracy?: AccuracyReport;
  readonly histogram?: readonly LayerHistogram[];
  readonly weights?: MeasuredWeights;
  readonly apoz?: readonly LayerApoz[];
  readonly activations?: ActivationReport;
  readonly gradients?: GradientReport;
  readonly sensitivity?: readonly SensitivityCurve[];
  readonly agreement?: MeasuredAgreement;
  readonly cost?: CostReport;
  readonly storage?: MeasuredStorage;
  readonly latency?: LatencyReport;
  readonly sparseSpeed?: SparseSpeedReport;
  readonly accelerator?: AcceleratorReport;
  readonly behaviour?: MeasuredBehaviour;
}

/** The state of the network between two steps. Never changed once made. */
export interface Snapshot {
  /** Unique in the recipe: the step's name, or `<position>-<kind>`; `start` before the first step. */
  readonly name: string;
  /** Steps between the start and here; seeds are derived from it, so that branches repeat exactly. */
  readonly depth: number;
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly masks: Masks;
  readonly summary: SnapshotSummary;
}
