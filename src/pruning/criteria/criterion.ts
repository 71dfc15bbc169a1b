import type { Paper } from '../../network/paper.ts';
import type { AmountKey, CriterionId, GranularityId, Need, PruneStatistics } from '../prune.ts';
import type { OwnValues } from '../units.ts';

/** What a criterion may look at in one layer, or in several whose channels are joined. */
export interface CriterionContext {
  readonly layer: string;
  readonly units: number;
  /** The weights that make the units, in the order of the network; several where layers are coupled. */
  readonly own: readonly OwnValues[];
  /** γ and β of the batch normalisations that the units pass; only where units are channels. */
  readonly scales: readonly OwnValues[];
  readonly shifts: readonly OwnValues[];
  /** Activations behind the units' layers with the unit of each of their channels; only where units are channels. */
  readonly activations: readonly { readonly node: string; readonly units: Int32Array }[];
  readonly statistics: PruneStatistics;
}

/** How the importance of a unit is told. */
export interface Criterion {
  readonly id: CriterionId;
  readonly paper: Paper;
  /** What has to be there or collected before scoring. */
  readonly needs: readonly Need[];
  readonly granularities: readonly GranularityId[];
  /** The amounts that make sense with it besides counts of units. */
  readonly thresholds: readonly AmountKey[];
  /** True for statistics that mean something at the start of training alone. */
  readonly atStart?: boolean;
  /** `[units]`: the importance of each unit; higher is kept. */
  compute(context: CriterionContext): Float64Array;
}
