/** Rows are true classes, columns predicted ones; counts of images, or differences of counts. */
export type Confusion = readonly (readonly number[])[];

/** One class of a network; null where nothing is there to divide by. */
export interface ClassBehaviour {
  /** Images of the class. */
  readonly images: number;
  /** Images predicted as the class. */
  readonly predicted: number;
  /** Share of the class's images predicted as it, 0…1: the accuracy of the class. */
  readonly recall: number | null;
  /** Share of the images predicted as the class that are of it, 0…1. */
  readonly precision: number | null;
}

/** Images whose confidence is above `low` and at most `high` (0 itself belongs to the first bin). */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Null where the bin has no image. */
  readonly meanConfidence: number | null;
  /** Share correct, 0…1; null where the bin has no image. */
  readonly accuracy: number | null;
}

/** How far confidence, the softmax probability of the predicted class, is the chance of being right. */
export interface Calibration {
  /** Mean over images of |accuracy − mean confidence| of their bin, 0…1 (Guo et al. 2017, eq. 3). */
  readonly expectedError: number;
  /** The largest |accuracy − mean confidence| of a bin that has images, 0…1 (Guo et al. 2017, eq. 5). */
  readonly maximumError: number;
  /** Mean over images of Σ over classes of (probability − 1 for the true class, 0 for others)², 0…2 (Brier 1950, eq. 2). */
  readonly brierScore: number;
  /** Mean over images, 0…1. */
  readonly meanConfidence: number;
  /** Of equal width, over 0…1. */
  readonly bins: readonly ReliabilityBin[];
}

/** What one network does with the images. */
export interface NetworkBehaviour {
  /** Share correct, 0…1, with its 95 % Wilson interval. */
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  readonly perClass: readonly ClassBehaviour[];
  readonly confusion: Confusion;
  readonly calibration: Calibration;
}

/** An image that the two networks predict differently. Classes are indices. */
export interface Flip {
  /** Of the image in its split. */
  readonly index: number;
  readonly label: number;
  /** Predicted classes. */
  readonly before: number;
  readonly after: number;
  /** Probabilities of the predicted classes, each network's of its own, 0…1. */
  readonly confidenceBefore: number;
  readonly confidenceAfter: number;
  /** Probabilities of the true class, 0…1. */
  readonly probabilityBefore: number;
  readonly probabilityAfter: number;
}

export interface FlipList {
  /** All flips of the kind. */
  readonly count: number;
  /** Those by whose the probability of the true class moved most, in the direction of the flip: the first few of all, and a few of each way from class to class. */
  readonly entries: readonly Flip[];
}

/**
 * Whether two networks differ in accuracy by more than chance: the probability of flips as one-sided as these, or more,
 * were both directions equally likely (McNemar 1947), 0…1. Both are 1 where no image flipped, and 0 where they are
 * below the smallest number of double precision.
 */
export interface McNemarTest {
  /** Twice the binomial tail, at most 1: never too small, and cautious. */
  readonly exact: number;
  /** With flips exactly as one-sided counted half (Fagerland, Lydersen & Laake 2013, "The McNemar test for binary matched-pairs data"). */
  readonly midP: number;
}

/** What lies between the networks; differences are after − before. */
export interface BehaviourChange {
  readonly accuracy: number;
  readonly loss: number;
  /** Each row sums to 0. */
  readonly confusion: Confusion;
  /** Change of recall and precision of each class; null where one of the two has none. */
  readonly perClass: readonly { readonly recall: number | null; readonly precision: number | null }[];
  /** The class whose recall fell most, of equal ones the first; null where none fell. */
  readonly worstClass: number | null;
  /** Share of images that both predict alike, 0…1. */
  readonly agreement: number;
  readonly rightToWrong: FlipList;
  readonly wrongToRight: FlipList;
  /** From one wrong class to another. */
  readonly wrongToWrong: FlipList;
  readonly mcNemar: McNemarTest;
}

/** Two networks on the same images. */
export interface BehaviourReport {
  readonly images: number;
  readonly before: NetworkBehaviour;
  readonly after: NetworkBehaviour;
  readonly change: BehaviourChange;
}
