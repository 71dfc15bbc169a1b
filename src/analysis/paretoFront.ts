/** The value to be high and the one to be low. */
export interface ParetoAxes<T> {
  maximize(point: T): number;
  minimize(point: T): number;
}

/**
 * The points that no other dominates, by rising cost: a point is dominated by one that is at least as good on both axes
 * and better on one, so that equal points stay together. Points with NaN on an axis are left out.
 */
export function paretoFront<T>(points: readonly T[], { maximize, minimize }: ParetoAxes<T>): readonly T[] {
  const places = points
    .map((point) => ({ point, gain: maximize(point), cost: minimize(point) }))
    .filter(({ gain, cost }) => !Number.isNaN(gain) && !Number.isNaN(cost))
    .sort((a, b) => a.cost - b.cost || b.gain - a.gain);
  let [highest, costOfHighest] = [Number.NEGATIVE_INFINITY, Number.NaN];
  const front: T[] = [];
  for (const { point, gain, cost } of places) {
    const equalsBest = gain === highest && cost === costOfHighest;
    if (gain <= highest && !equalsBest) continue;
    front.push(point);
    [highest, costOfHighest] = [gain, cost];
  }
  return front;
}

/** What a front is drawn from: one snapshot's accuracy, 0…1, and what it costs. */
export interface ParetoSnapshot {
  readonly name: string;
  readonly accuracy: number;
  /** Weights (without biases) whose mask keeps them. */
  readonly keptWeights: number;
  /** Weights and biases as the network stands, pruned ones included. */
  readonly params: number;
  /** Multiply-accumulates for one image whose weight is kept. */
  readonly effectiveMacs: number;
  /** Multiply-accumulates for one image, dense. */
  readonly macs: number;
  /** Of the whole network, by storage format. */
  readonly bytes: Readonly<Record<string, number>>;
}

const COUNTS = ['keptWeights', 'params', 'effectiveMacs', 'macs'] as const;

export interface ParetoCurve {
  /** `keptWeights`, `params`, `effectiveMacs`, `macs`, or `bytes.` and a storage format. */
  readonly cost: string;
  /** Snapshots on the front of accuracy against the cost, by rising cost. */
  readonly names: readonly string[];
}

/**
 * How much smaller and how much less work a snapshot is than the first one, both of which have to be told (Blalock et al.
 * 2020, §6): more than 1 is less; null where nothing is left.
 */
export interface ParetoRatios {
  readonly name: string;
  /** Kept weights of the first over kept weights of this one. */
  readonly compressionRatio: number | null;
  /** Effective MACs of the first over effective MACs of this one. */
  readonly theoreticalSpeedup: number | null;
  /** The same of parameters and MACs as the networks stand, which masks leave and compaction changes. */
  readonly denseCompressionRatio: number | null;
  readonly denseSpeedup: number | null;
}

export interface ParetoReport {
  readonly curves: readonly ParetoCurve[];
  /** One for each snapshot, in their order. */
  readonly ratios: readonly ParetoRatios[];
}

/** The fronts of accuracy against each cost that all snapshots have, and ratios to the first snapshot. */
export function computePareto(snapshots: readonly ParetoSnapshot[]): ParetoReport {
  const [first] = snapshots;
  if (!first) return { curves: [], ratios: [] };
  const toCurve = (cost: string, minimize: (snapshot: ParetoSnapshot) => number): ParetoCurve => ({
    cost,
    names: paretoFront(snapshots, { maximize: ({ accuracy }) => accuracy, minimize }).map(({ name }) => name),
  });
  const formats = Object.keys(first.bytes).filter((format) =>
    snapshots.every(({ bytes }) => format in bytes),
  );
  const toRatios = (snapshot: ParetoSnapshot): ParetoRatios => {
    const compare = (key: (typeof COUNTS)[number]) =>
      snapshot[key] === 0 ? null : first[key] / snapshot[key];
    return {
      name: snapshot.name,
      compressionRatio: compare('keptWeights'),
      theoreticalSpeedup: compare('effectiveMacs'),
      denseCompressionRatio: compare('params'),
      denseSpeedup: compare('macs'),
    };
  };
  return {
    curves: [
      ...COUNTS.map((cost) => toCurve(cost, (snapshot) => snapshot[cost])),
      ...formats.map((format) => toCurve(`bytes.${format}`, ({ bytes }) => bytes[format]!)),
    ],
    ratios: snapshots.map(toRatios),
  };
}
