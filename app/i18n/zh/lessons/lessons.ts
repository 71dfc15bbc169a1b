import type { lessons as English } from '../../en/lessons/lessons.ts';
import type { Messages } from '../../messages.ts';
import { apoz } from './apoz.ts';
import { gradients } from './gradients.ts';
import { init } from './init.ts';
import { lottery } from './lottery.ts';
import { pipeline } from './pipeline.ts';
import { residual } from './residual.ts';
import { sensitivity } from './sensitivity.ts';
import { slimming } from './slimming.ts';
import { sparsity } from './sparsity.ts';
import { structure } from './structure.ts';
import { ui } from './ui.ts';

export const lessons: Messages<typeof English> = {
  ui,
  sparsity,
  pipeline,
  sensitivity,
  apoz,
  structure,
  slimming,
  residual,
  gradients,
  lottery,
  init,
};
