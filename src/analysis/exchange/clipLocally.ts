/** √ of the sum of the squares of all values. */
function computeNorm(gradients: readonly Float32Array[]): number {
  let squares = 0;
  for (const gradient of gradients) {
    for (let index = 0; index < gradient.length; index++) squares += gradient[index]! * gradient[index]!;
  }
  return Math.sqrt(squares);
}

/**
 * Scales one worker's whole gradient down to the norm `threshold`·N^(−1/2) where it is longer, N the number of workers
 * (Lin et al. 2018, §3.2: the sum of N independent ones of that norm has the norm `threshold`). Changes `gradients`.
 */
export function clipLocally(gradients: readonly Float32Array[], threshold: number, workers: number): void {
  const limit = threshold / Math.sqrt(workers);
  const norm = computeNorm(gradients);
  if (!(norm > limit)) return;
  const factor = limit / norm;
  for (const gradient of gradients) {
    for (let index = 0; index < gradient.length; index++) gradient[index]! *= factor;
  }
}
