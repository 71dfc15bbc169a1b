import type { SensitivityPoint } from '../../../src/index.ts';

type Curves = Readonly<Record<string, readonly SensitivityPoint[]>>;

/** The point at which nothing more is pruned: the first of any curve; of those the one on the most images. */
export function findBase(curves: Curves): SensitivityPoint | undefined {
  const firsts = Object.values(curves).flatMap((points) => points.slice(0, 1));
  return firsts.sort((a, b) => b.images - a.images)[0];
}

/** On how many images the points were measured: one number, or the least and the most; `planned` before the first. */
export function imagesOf(curves: Curves, planned: number): readonly number[] {
  const images = Object.values(curves).flatMap((points) => points.map((point) => point.images));
  if (images.length === 0) return [planned];
  return [...new Set([Math.min(...images), Math.max(...images)])];
}

/** The layer that loses accuracy at the lowest sparsity. */
export interface BreakingLayer {
  readonly layer: string;
  readonly point: SensitivityPoint;
}

/**
 * The layer whose measured accuracy first falls by more than `drop` below `base`; of two at one level the lower wins.
 *
 * Undefined where none has fallen that far.
 */
export function findFirstToBreak(curves: Curves, base: number, drop: number): BreakingLayer | undefined {
  const broken = Object.entries(curves).flatMap(([layer, points]): BreakingLayer[] => {
    const point = points.find(({ accuracy }) => base - accuracy > drop);
    return point ? [{ layer, point }] : [];
  });
  return broken.sort((a, b) => a.point.sparsity - b.point.sparsity || a.point.accuracy - b.point.accuracy)[0];
}
