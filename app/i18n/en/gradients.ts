/** Words of the gradients view. */
export const gradients = {
  explain: 'Gradients over training.',
} as const;
