import { createRandom, deriveSeed, shuffleInPlace } from '../../base/random.ts';

/** Places of images, in rising order. */
export interface ImageDivision {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/**
 * Divides images class by class: of `n` images of a class `share · n`, rounded, are for testing, but at least one and never
 * all of them. Which ones depends on the seed and the class alone.
 */
export function splitImages(labels: ArrayLike<number>, share: number, seed: number): ImageDivision {
  const byClass = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const places = byClass.get(label);
    if (places) places.push(i);
    else byClass.set(label, [i]);
  }
  const [train, test]: [number[], number[]] = [[], []];
  for (const [label, places] of byClass) {
    const order = Uint32Array.from(places);
    shuffleInPlace(order, createRandom(deriveSeed(seed, 'test-images', label)));
    const tests = Math.max(1, Math.min(order.length - 1, Math.round(share * order.length)));
    test.push(...order.subarray(0, tests));
    train.push(...order.subarray(tests));
  }
  return { train: Uint32Array.from(train).sort(), test: Uint32Array.from(test).sort() };
}
