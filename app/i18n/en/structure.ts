/** Words of the structure view. */
export const structure = {
  explain: 'What goes together.',
} as const;
