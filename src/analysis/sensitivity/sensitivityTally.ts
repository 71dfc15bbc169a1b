import { wilsonInterval } from '../../base/wilsonInterval.ts';
import type { Weights } from '../../network/weights.ts';
import type { PrunedLayer } from './createLayerPruner.ts';
import type { SensitivityPoint } from './sensitivity.ts';
import { computeUncertainty } from './uncertainty.ts';

/** How often one pruned network was right so far. The points of several layers share that of the unchanged network. */
export interface Tally {
  correct: number;
  images: number;
  /** Chunks of images counted, from the first on. */
  chunks: number;
  readonly toWeights: () => Weights;
}

/** A point told before, from which a measurement goes on. */
export interface KnownPoint {
  readonly layer: string;
  readonly point: SensitivityPoint;
}

/** What share of the greatest uncertainty is nearly as much. */
const NEARLY = 0.5;

/** The points of all curves under way. */
export class SensitivityTallies {
  /** By layer and sparsity. */
  private readonly curves = new Map<string, Map<number, Tally>>();
  private readonly known: readonly KnownPoint[];
  private readonly chunks: readonly number[];
  private unchanged: Tally | undefined;
  /** The sparsity counted last, by layer. */
  private readonly latest = new Map<string, number>();

  /** `chunks` are the images of each chunk; `known` points that do not end with one are measured anew. */
  constructor(chunks: readonly number[], known: readonly KnownPoint[]) {
    this.chunks = chunks;
    this.known = known;
  }

  /** The tally of a pruned layer, begun where it is new; levels that round to one sparsity share it. */
  open(layer: string, pruned: PrunedLayer): Tally {
    const curve = this.curves.get(layer) ?? new Map<number, Tally>();
    this.curves.set(layer, curve);
    const shared = pruned.unchanged ? this.unchanged : undefined;
    const tally = curve.get(pruned.sparsity) ?? shared ?? this.begin(layer, pruned);
    if (pruned.unchanged) this.unchanged = tally;
    curve.set(pruned.sparsity, tally);
    return tally;
  }

  /** The points that a tally stands for. */
  pointsOf(tally: Tally): readonly KnownPoint[] {
    const { correct, images } = tally;
    const measured = { accuracy: correct / images, images, ...wilsonInterval(correct, images) };
    return [...this.curves].flatMap(([layer, curve]) =>
      [...curve]
        .filter(([, other]) => other === tally)
        .map(([sparsity]) => ({ layer, point: { sparsity, ...measured } })),
    );
  }

  /**
   * The tally to count on: one that its curve gains about most from, of those that lack images. Among near equals it is
   * the one most like the tally of its curve that was counted before, whose sums it is computed from. Undefined when
   * all are complete.
   */
  findNext(): Tally | undefined {
    const lacking = [...this.curves].flatMap(([layer, curve]) => this.rate(layer, curve));
    const most = Math.max(...lacking.map(({ uncertainty }) => uncertainty));
    const near = lacking.filter(({ uncertainty }) => uncertainty >= NEARLY * most);
    const [next] = near.sort((a, b) => a.distance - b.distance || b.uncertainty - a.uncertainty);
    if (next) this.latest.set(next.layer, next.sparsity);
    return next?.tally;
  }

  /** The points of a curve that lack images. */
  private rate(layer: string, curve: ReadonlyMap<number, Tally>) {
    const entries = [...curve].sort(([a], [b]) => a - b);
    const points = entries.map(([sparsity, { correct, images }]) => ({ sparsity, correct, images }));
    const latest = this.latest.get(layer) ?? 0;
    return entries.flatMap(([sparsity, tally], index) => {
      if (tally.chunks === this.chunks.length) return [];
      const distance = Math.abs(sparsity - latest);
      return [{ layer, sparsity, tally, distance, uncertainty: computeUncertainty(points, index) }];
    });
  }

  private begin(layer: string, { sparsity, unchanged, toWeights }: PrunedLayer): Tally {
    const tally: Tally = {
      correct: 0,
      images: 0,
      chunks: 0,
      toWeights: unchanged ? () => ({}) : toWeights,
    };
    const before = this.known.find((entry) => entry.layer === layer && entry.point.sparsity === sparsity);
    if (!before) return tally;
    const { accuracy, images } = before.point;
    const ends = this.chunks.map((_, index) =>
      this.chunks.slice(0, index + 1).reduce((sum, n) => sum + n, 0),
    );
    const chunks = ends.indexOf(images) + 1;
    return chunks === 0 ? tally : { ...tally, correct: Math.round(accuracy * images), images, chunks };
  }
}
