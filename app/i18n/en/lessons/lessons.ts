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

/** The words of all lessons, loaded with the first one. */
export const lessons = {
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
} as const;
