/** Words of the filters view. */
export const filters = {
  explain: 'Every filter as an image.',
} as const;
