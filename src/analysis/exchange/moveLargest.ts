import { countSent } from './countSent.ts';
import { selectLargest } from './selectLargest.ts';

/**
 * Moves the largest magnitudes of what is held back into `sent`, 0 elsewhere, and leaves 0 where they were (Lin et al.
 * 2018, algorithm 1). Changes `residual`; held back and sent together are what was held back before, exactly.
 */
export function moveLargest(residual: Float32Array, sparsity: number, sent: Float32Array): void {
  selectLargest(residual, countSent(residual.length, sparsity), sent);
  for (let index = 0; index < sent.length; index++) if (sent[index] !== 0) residual[index] = 0;
}
