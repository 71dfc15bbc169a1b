import { DENSE_CODEC } from './encoding/denseCodec.ts';
import type { ExchangeRule } from './exchangeRule.ts';

/** Every worker sends its whole gradient. */
export const DENSE: ExchangeRule = {
  id: 'dense',
  paper: {
    title: 'Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour',
    url: 'https://arxiv.org/abs/1706.02677',
    year: 2017,
  },
  codec: DENSE_CODEC,
  ownsMomentum: () => false,
  create: () => ({ send: (gradient, _sparsity, sent) => sent.set(gradient) }),
};
