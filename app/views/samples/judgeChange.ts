/** How sure one may be that two networks differ in accuracy, in words. */
export type ChangeVerdict = 'none' | 'weak' | 'likely' | 'clear';

/** Below these probabilities a difference is called likely, and clear: the customary ones. */
const LIKELY = 0.05;
const CLEAR = 0.001;

/** Judges flips by the probability that both directions were equally likely (McNemar's exact test). */
export function judgeChange(lost: number, won: number, probability: number): ChangeVerdict {
  if (lost + won === 0) return 'none';
  if (probability < CLEAR) return 'clear';
  return probability < LIKELY ? 'likely' : 'weak';
}

/** Whether a network is surer than it is right, by more than half a point; differences are of shares. */
export function judgeConfidence(meanConfidence: number, accuracy: number): 'over' | 'under' | 'level' {
  const gap = meanConfidence - accuracy;
  if (Math.abs(gap) < 0.005) return 'level';
  return gap > 0 ? 'over' : 'under';
}
