import type { WeightArray } from '../../network/weights.ts';
import type { AmountKey, CriterionId, GranularityId } from '../prune.ts';

/** What a criterion may look at in one layer. */
export interface CriterionContext {
  /** `[kernelH, kernelW, in, out]` or `[in, out]`. */
  readonly weight: WeightArray;
  /** 1 keep, 0 pruned, in the order of the weight; absent where all are kept. */
  readonly mask: Uint8Array | undefined;
  /** `[channels]`, 0…1; there for criteria that need activations. */
  readonly apoz: Float64Array | undefined;
}

/** How the importance of a unit is told. */
export interface Criterion {
  readonly id: CriterionId;
  readonly paper: { readonly title: string; readonly url: string; readonly year: number };
  readonly needs: readonly ('weights' | 'activations')[];
  readonly granularities: readonly GranularityId[];
  /** The amounts that make sense with it. */
  readonly amounts: readonly AmountKey[];
  /** `[units]`: the importance of each unit of a layer; higher is kept. */
  compute(context: CriterionContext): Float64Array;
}
