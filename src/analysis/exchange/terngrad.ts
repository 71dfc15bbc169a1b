import { createRandom } from '../../base/random.ts';
import { TERNARY_CODEC } from './encoding/ternaryCodec.ts';
import type { ExchangeRule } from './exchangeRule.ts';

/**
 * Ternary gradients: s·sign(g)·b, s the largest magnitude of the tensor and b 1 with probability |g|/s, else 0 (Wen et al.
 * 2017, eq. 1 to 3). In expectation it is g, so nothing is held back.
 *
 * Each worker has a scaler of its own, and gradients are not clipped at 2.5 σ before: both are options of the paper, the
 * latter at the price of the expectation.
 */
export const TERNGRAD: ExchangeRule = {
  id: 'terngrad',
  paper: {
    title: 'TernGrad: Ternary Gradients to Reduce Communication in Distributed Deep Learning',
    url: 'https://arxiv.org/abs/1705.07878',
    year: 2017,
  },
  codec: TERNARY_CODEC,
  ownsMomentum: () => false,
  create({ seed }, size) {
    const random = createRandom(seed);
    return {
      send(gradient, _sparsity, sent) {
        let scaler = 0;
        for (let index = 0; index < size; index++) scaler = Math.max(scaler, Math.abs(gradient[index]!));
        for (let index = 0; index < size; index++) {
          const value = gradient[index]!;
          // The draw comes for zeros too, so that those of other values do not depend on them.
          const isSent = random.uniform() * scaler < Math.abs(value);
          sent[index] = isSent ? Math.sign(value) * scaler : 0;
        }
      },
    };
  },
};
