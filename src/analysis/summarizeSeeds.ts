import { AppError } from '../base/errors.ts';
import { computeMean, computeSampleDeviation } from '../base/stats.ts';

/** What is read of one run's result. */
export interface SeedResult {
  readonly seed: number;
  readonly snapshots: readonly {
    readonly name: string;
    /** Share correct, 0…1. */
    readonly accuracy: number;
    /** Mean cross-entropy in nats. */
    readonly loss: number;
    readonly totals: { readonly keptWeights: number; readonly effectiveMacs: number };
  }[];
}

/** One number over several runs. */
export interface SeedSpread {
  readonly mean: number;
  /** Sample standard deviation (divides by n − 1, unlike that of a layer's weights); null for one run. */
  readonly standardDeviation: number | null;
  readonly min: number;
  readonly max: number;
  /** Runs. */
  readonly n: number;
  /** In the order of the runs. */
  readonly values: readonly number[];
}

/** One snapshot over several runs. */
export interface SnapshotSpread {
  readonly name: string;
  readonly accuracy: SeedSpread;
  readonly loss: SeedSpread;
  readonly keptWeights: SeedSpread;
  readonly effectiveMacs: SeedSpread;
}

export interface SeedSummary {
  /** Of the runs, in their order. */
  readonly seeds: readonly number[];
  readonly snapshots: readonly SnapshotSpread[];
}

/** Mean and spread of one number of each run; at least one. */
export function toSpread(values: readonly number[]): SeedSpread {
  const n = values.length;
  return {
    mean: computeMean(values),
    standardDeviation: n === 1 ? null : computeSampleDeviation(values),
    min: Math.min(...values),
    max: Math.max(...values),
    n,
    values,
  };
}

function checkResults(results: readonly SeedResult[]): void {
  if (results.length === 0) throw new AppError('invalid-recipe', 'no result to summarize');
  const seeds = results.map(({ seed }) => seed);
  const repeated = seeds.find((seed, place) => seeds.indexOf(seed) !== place);
  if (repeated !== undefined) {
    throw new AppError('invalid-recipe', `two results of seed ${repeated} (expected different seeds)`);
  }
  const namesOf = ({ snapshots }: SeedResult) => snapshots.map(({ name }) => name).join(', ');
  const expected = namesOf(results[0]!);
  for (const result of results) {
    const names = namesOf(result);
    if (names !== expected) {
      throw new AppError(
        'invalid-recipe',
        `results of different recipes: seed ${result.seed} has snapshots ${names} (expected ${expected})`,
      );
    }
  }
}

/**
 * Accuracy, loss and cost of each snapshot over runs of one recipe that differ by their seed alone: mean, spread and
 * range, as results of pruning have to be told (Blalock et al. 2020, §6).
 *
 * Throws `invalid-recipe` without a result, where a seed comes twice or where the names of the snapshots differ.
 */
export function summarizeSeeds(results: readonly SeedResult[]): SeedSummary {
  checkResults(results);
  const [first] = results as readonly [SeedResult];
  return {
    seeds: results.map(({ seed }) => seed),
    snapshots: first.snapshots.map(({ name }, place) => {
      const spread = (pick: (snapshot: SeedResult['snapshots'][number]) => number) =>
        toSpread(results.map(({ snapshots }) => pick(snapshots[place]!)));
      return {
        name,
        accuracy: spread(({ accuracy }) => accuracy),
        loss: spread(({ loss }) => loss),
        keptWeights: spread(({ totals }) => totals.keptWeights),
        effectiveMacs: spread(({ totals }) => totals.effectiveMacs),
      };
    }),
  };
}
