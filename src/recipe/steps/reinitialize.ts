import { initializeWeights } from '../../network/initializeWeights.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { deriveStepSeed } from '../deriveStepSeed.ts';
import type { StepHandler } from './stepHandler.ts';

/** Draws all weights anew under the same masks: the control of the lottery ticket experiments. */
export const reinitialize: StepHandler<'reinitialize'> = async ({ seed }, { spec, masks, depth }, step) => ({
  weights: applyMasks(initializeWeights(spec, deriveStepSeed(seed, depth, step.kind)), masks),
});
