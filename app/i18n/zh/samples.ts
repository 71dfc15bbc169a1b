import type { samples as english } from '../en/samples.ts';
import type { Messages } from '../messages.ts';

export const samples: Messages<typeof english> = {
  explain: '网络答对和答错的图像。',
};
