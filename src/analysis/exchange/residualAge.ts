/** Of what one worker holds back: steps since it was last sent, or since the start. */
export interface ResidualAge {
  readonly mean: number;
  /** Counted up to 65,535. */
  readonly max: number;
}

const LONGEST = 0xffff;

/**
 * Counts one step more for every entry that waits: `residual` is not 0 and nothing was sent of it. The others start anew. Changes
 * `ages`; all are `[size]`.
 */
export function applyAges(ages: Uint16Array, residual: Float32Array, sent: Float32Array): void {
  for (let index = 0; index < ages.length; index++) {
    const age = ages[index]!;
    if (sent[index] !== 0 || residual[index] === 0) ages[index] = 0;
    else if (age < LONGEST) ages[index] = age + 1;
  }
}

/** Mean and largest age of the entries whose residual is not 0; both 0 where there are none. */
export function computeResidualAge(
  tensors: readonly { readonly ages: Uint16Array; readonly residual: Float32Array }[],
): ResidualAge {
  let [count, sum, max] = [0, 0, 0];
  for (const { ages, residual } of tensors) {
    for (let index = 0; index < ages.length; index++) {
      if (residual[index] === 0) continue;
      count++;
      sum += ages[index]!;
      max = Math.max(max, ages[index]!);
    }
  }
  return { mean: count === 0 ? 0 : sum / count, max };
}
