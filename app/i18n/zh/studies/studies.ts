import type { studies as en } from '../../en/studies/studies.ts';
import type { Messages } from '../../messages.ts';
import { init } from './init.ts';
import { other } from './other.ts';
import { pruning } from './pruning.ts';
import { axes, sources } from './shared.ts';
import { structure } from './structure.ts';
import { ui } from './ui.ts';

/** 实验研究的全部文字。 */
export const studies: Messages<typeof en> = {
  ui,
  axes,
  sources,
  ...pruning,
  ...init,
  ...structure,
  ...other,
};
