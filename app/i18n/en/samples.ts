/** Words of the samples view. */
export const samples = {
  explain: 'What the network gets right and wrong.',
} as const;
