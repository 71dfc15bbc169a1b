import type { filters as english } from '../en/filters.ts';
import type { Messages } from '../messages.ts';

export const filters: Messages<typeof english> = {
  explain: '每个滤波器都是一幅图像。',
};
