import type { structure as english } from '../en/structure.ts';
import type { Messages } from '../messages.ts';

export const structure: Messages<typeof english> = {
  explain: '哪些通道必须一起剪。',
};
