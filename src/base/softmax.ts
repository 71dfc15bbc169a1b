/** Probabilities of one row of logits, summing to 1; safe for large logits. */
export function softmax(logits: Float32Array): number[] {
  const highest = logits.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY);
  const powers = Array.from(logits, (value) => Math.exp(value - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
