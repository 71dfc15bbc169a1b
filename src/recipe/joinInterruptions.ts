import type { TrainInterruption } from '../engine/engine.ts';

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Several works that each interrupt a training at their own pace, as one; undefined for none. */
export function joinInterruptions(
  works: readonly (TrainInterruption | undefined)[],
): TrainInterruption | undefined {
  const given = works.filter((work) => work !== undefined);
  if (given.length === 0) return undefined;
  return {
    every: given.map(({ every }) => every).reduce(greatestDivisor),
    async work(done) {
      for (const { every, work } of given) if (done % every === 0) await work(done);
    },
  };
}
