/** Milliseconds of one pass of a batch through one layer: the median of the runs, 10th and 90th percentile. */
export interface PassTime {
  readonly medianMs: number;
  readonly lowMs: number;
  readonly highMs: number;
}

/** A layer's time with sparse arithmetic at one sparsity. */
export interface SparsePoint extends PassTime {
  /** Masked weights over weights, 0…1, as counted: a mask takes whole weights. */
  readonly sparsity: number;
  /** Weights that the mask keeps, which are the ones multiplied with. */
  readonly kept: number;
  /** 10⁹ multiply-accumulates a second, of kept weights alone; layout included. */
  readonly gmacsPerSecond: number;
  /** Dense median over this median: above 1 where sparse arithmetic pays. */
  readonly speedUp: number;
}

/** Dense and sparse arithmetic of one layer on this machine. */
export interface LayerSparseSpeed {
  readonly layer: string;
  readonly kind: 'conv2d' | 'dense';
  /** Rows (outputs) and columns (values that each is the sum of) of the weight matrix. */
  readonly rows: number;
  readonly columns: number;
  /** Output positions of one image, 1 of a dense layer. */
  readonly positions: number;
  /** Multiply-accumulates of one image, dense. */
  readonly macs: number;
  /** The ordinary layer, as networks are computed with. */
  readonly dense: PassTime & {
    /** 10⁹ multiply-accumulates a second. */
    readonly gmacsPerSecond: number;
  };
  /** Milliseconds of laying the weight out for the dense product, part of each ordinary pass: its median less that of an empty call. */
  readonly densePackingMs: number;
  /** The same of laying the input out for sparse arithmetic, part of each sparse pass; 0 where it is read as it is. */
  readonly sparseLayoutMs: number;
  /** Random masks, sparsest last. */
  readonly points: readonly SparsePoint[];
  /** With the mask that the layer has now. */
  readonly present: SparsePoint;
  /**
   * The sparsity from which on sparse arithmetic is faster than the ordinary layer, 0…1, interpolated between measured
   * points linearly in the logarithm of the density (1 − sparsity). 0 where it is so with all weights, null where it
   * is not at the sparsest point.
   */
  readonly breakEvenSparsity: number | null;
  /**
   * The same for the products alone: sparse without laying the input out, dense without laying the weight out. What
   * could be had if both stayed laid out from pass to pass; a difference of medians, not measured in one piece.
   */
  readonly breakEvenOfProducts: number | null;
}

/**
 * From which sparsity on sparse arithmetic pays, layer by layer, with weights strewn at random. Weights in rows
 * (32-bit values and columns) are made before the clock runs. One layer is repeated on the same images, so that all
 * lies in the caches, of either way alike. The ordinary layer multiplies four rows at a time, though a dense layer has
 * but one row for one image: there a dense kernel made for vectors would move the break-even up.
 */
export interface SparseSpeedReport {
  readonly backend: string;
  /** Threads of the backend. */
  readonly threads: number;
  readonly batchSize: number;
  /** Timed runs behind each median. */
  readonly runs: number;
  /** Of the random masks. */
  readonly seed: number;
  readonly layers: readonly LayerSparseSpeed[];
}
