import { RUN_CODEC } from './encoding/runCodec.ts';
import type { ExchangeRule } from './exchangeRule.ts';
import { moveLargest } from './moveLargest.ts';

/**
 * Deep gradient compression: u ← m·u + g, v ← v + u, the largest magnitudes of v go out (Lin et al. 2018, eq. 7), and
 * with factor masking u ← 0 where they did (§3.3). Without momentum correction v ← v + g.
 *
 * At sparsity 0 nothing waits, so nothing is stale and masking has no work, as the authors' code has it: the rule is SGD
 * with momentum. Clipping and warm-up go before: `clipLocally`, `computeWarmUpSparsity`.
 */
export const DGC: ExchangeRule = {
  id: 'dgc',
  paper: {
    title: 'Deep Gradient Compression: Reducing the Communication Bandwidth for Distributed Training',
    url: 'https://arxiv.org/abs/1712.01887',
    year: 2018,
  },
  codec: RUN_CODEC,
  ownsMomentum: ({ momentumCorrection }) => momentumCorrection,
  create({ momentum, momentumCorrection, factorMasking }, size) {
    const residual = new Float32Array(size);
    if (!momentumCorrection) {
      return {
        residual,
        send(gradient, sparsity, sent) {
          for (let index = 0; index < size; index++) residual[index]! += gradient[index]!;
          moveLargest(residual, sparsity, sent);
        },
      };
    }
    // Rounded after each operation, the update has the bits of the optimizer's own.
    const m = Math.fround(momentum);
    const velocity = new Float32Array(size);
    return {
      residual,
      send(gradient, sparsity, sent) {
        for (let index = 0; index < size; index++) {
          const u = Math.fround(Math.fround(velocity[index]! * m) + gradient[index]!);
          velocity[index] = u;
          residual[index]! += u;
        }
        moveLargest(residual, sparsity, sent);
        if (!factorMasking || sparsity === 0) return;
        for (let index = 0; index < size; index++) if (sent[index] !== 0) velocity[index] = 0;
      },
    };
  },
};
