import type { Moments } from '../../base/stats.ts';
import type { LaplaceFit } from './fitLaplace.ts';
import type { NormalFit } from './fitNormal.ts';
import type { QuantileSketch } from './quantileSketch.ts';

/**
 * Shares of structures of one layer's weight of which every value is 0, 0…1 each.
 *
 * A value is 0 that the mask prunes or that is 0 itself. Rows and columns are those of the matrix `[out, in]`, or
 * `[out, in · kernelH · kernelW]` of a convolution, in PyTorch's order; of a depthwise one
 * `[channels, kernelH · kernelW]`. Distiller's table names them the other way round, because it reads the matrix transposed:
 * its Cols are our rows (outputs), its Rows our columns (inputs), both for dense layers only.
 */
export interface ZeroStructures {
  /** Outputs that are all 0. A dense layer's Cols and 2D in Distiller. */
  readonly rowSparsity: number;
  /**
   * Of a dense layer inputs that no unit reads; of a convolution places `(c, kh, kw)` that are 0 in all filters, the shape-wise
   * structure of SSL (Wen et al. 2016).
   */
  readonly columnSparsity: number;
  /** Kernels `[kernelH, kernelW]` that are all 0; null of a dense layer. A convolution's 2D in Distiller. */
  readonly kernelSparsity: number | null;
  /** Filters that are all 0, the same as rows; null of a dense layer. 3D in Distiller. */
  readonly filterSparsity: number | null;
  /**
   * Input channels, or inputs of a dense layer, that nothing reads: 0 in all filters. Ch in Distiller. Of a depthwise
   * convolution each input channel has one filter, so the same as filters.
   */
  readonly inputSparsity: number;
}

/** What one trained weight tensor is like. */
export interface TensorStatistics {
  /** `<node>.weight` or `<node>.bias`. */
  readonly name: string;
  readonly node: string;
  /** A layer's `weight` or `bias`, a batch normalisation's `scale` γ or `shift` β. */
  readonly role: 'weight' | 'bias' | 'scale' | 'shift';
  /** In PyTorch's order: `[out, in, kh, kw]`, depthwise `[channels, 1, kh, kw]`, `[out, in]` or `[out]`. */
  readonly shape: readonly number[];
  readonly values: number;
  /** Kept by the mask. */
  readonly kept: number;
  /** Kept and not 0. */
  readonly nonzero: number;
  /** Share of values that the mask prunes or that are 0, 0…1. Fine in Distiller. */
  readonly fineSparsity: number;
  /** Null of a vector (biases, γ and β). */
  readonly structures: ZeroStructures | null;
  /**
   * Of the kept values. Distiller's Mean, Abs-Mean and Std are of all values, pruned ones as 0, and its Std divides by n − 1.
   */
  readonly moments: Moments;
  /** Over the kept values; null where they are all the same. */
  readonly normal: NormalFit | null;
  /** Over the kept values; null where they are all the same. */
  readonly laplace: LaplaceFit | null;
  /** The fit of the greater log-likelihood; null where there is none. */
  readonly betterFit: 'normal' | 'laplace' | null;
  /** Magnitudes of the kept values. */
  readonly magnitudes: QuantileSketch;
}
