import { countSent } from './countSent.ts';
import { SIGN_CODEC } from './encoding/signCodec.ts';
import type { ExchangeRule } from './exchangeRule.ts';
import { selectLargest } from './selectLargest.ts';

/** How many values are above 0, and how many below. */
function countSides(values: Float32Array): readonly [positive: number, negative: number] {
  let [positive, negative] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    if (values[index]! > 0) positive++;
    else if (values[index]! < 0) negative++;
  }
  return [positive, negative];
}

/** Replaces the values that are not 0 by their mean in single precision; takes them off `residual`. */
function sendMean(picked: Float32Array, taken: number, residual: Float32Array, sent: Float32Array): void {
  let sum = 0;
  for (let index = 0; index < picked.length; index++) sum += picked[index]!;
  const mean = Math.fround(sum / taken);
  for (let index = 0; index < picked.length; index++) {
    if (picked[index] === 0) continue;
    sent[index] = mean;
    residual[index]! -= mean;
  }
}

/**
 * Adaptive quantization: of residual + gradient the same share of the positive values and of the negative ones goes out,
 * the largest of each, every one as the mean of those sent of its sign; what that leaves of them stays as residual, as does the
 * rest (Dryden et al. 2016; the means after the authors' own code in LBANN).
 *
 * The thresholds are exact quantiles of each tensor, where LBANN samples each column.
 */
export const PROPORTION: ExchangeRule = {
  id: 'proportion',
  paper: {
    title: 'Communication Quantization for Data-Parallel Training of Deep Neural Networks',
    url: 'https://doi.org/10.1109/MLHPC.2016.004',
    year: 2016,
  },
  codec: SIGN_CODEC,
  ownsMomentum: () => false,
  create(_options, size) {
    const residual = new Float32Array(size);
    const picked = [new Float32Array(size), new Float32Array(size)] as const;
    return {
      residual,
      send(gradient, sparsity, sent) {
        for (let index = 0; index < size; index++) residual[index]! += gradient[index]!;
        sent.fill(0);
        // Both sides are chosen before one is sent: a mean taken off can turn a sign.
        const taken = countSides(residual).map((count, place) =>
          selectLargest(
            residual,
            count === 0 ? 0 : countSent(count, sparsity),
            picked[place]!,
            place === 0 ? 'positive' : 'negative',
          ),
        );
        for (const [place, count] of taken.entries()) {
          if (count > 0) sendMean(picked[place]!, count, residual, sent);
        }
      },
    };
  },
};
