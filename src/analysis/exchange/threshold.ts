import { RUN_CODEC } from './encoding/runCodec.ts';
import type { ExchangeRule } from './exchangeRule.ts';
import { moveLargest } from './moveLargest.ts';

/**
 * Gradient dropping: of residual + gradient the largest magnitudes go out as they are, under one threshold for both
 * signs; the rest stays as residual (Aji & Heafield 2017, algorithm 1).
 *
 * The threshold is the exact quantile of each tensor, where the paper estimates it from a sample.
 */
export const THRESHOLD: ExchangeRule = {
  id: 'threshold',
  paper: {
    title: 'Sparse Communication for Distributed Gradient Descent',
    url: 'https://arxiv.org/abs/1704.05021',
    year: 2017,
  },
  codec: RUN_CODEC,
  ownsMomentum: () => false,
  create(_options, size) {
    const residual = new Float32Array(size);
    return {
      residual,
      send(gradient, sparsity, sent) {
        for (let index = 0; index < size; index++) residual[index]! += gradient[index]!;
        moveLargest(residual, sparsity, sent);
      },
    };
  },
};
