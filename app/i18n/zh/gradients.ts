import type { gradients as english } from '../en/gradients.ts';
import type { Messages } from '../messages.ts';

export const gradients: Messages<typeof english> = {
  explain: '训练过程中的梯度。',
};
