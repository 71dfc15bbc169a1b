/** Settings of an exchange of gradients that a recipe leaves out. */
export const EXCHANGE_DEFAULTS = {
  workers: 4,
  sparsity: 0.99,
  momentumCorrection: true,
  localClipping: false,
  factorMasking: true,
  warmUp: false,
} as const;
