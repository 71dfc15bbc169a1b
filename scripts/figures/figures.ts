import { ACTIVATION_FIGURES } from './activations.ts';
import { BEHAVIOUR_FIGURES } from './behaviour.ts';
import { COST_FIGURES } from './cost.ts';
import type { Figure } from './figure.ts';
import { GRADIENT_FIGURES } from './gradients.ts';
import { HARDWARE_FIGURES } from './hardware.ts';
import { SENSITIVITY_FIGURES } from './sensitivity.ts';
import { WEIGHT_FIGURES } from './weights.ts';

/** All pictures, in the order of docs/methods.md. */
export const FIGURES: readonly Figure[] = [
  ...WEIGHT_FIGURES,
  ...ACTIVATION_FIGURES,
  ...GRADIENT_FIGURES,
  ...SENSITIVITY_FIGURES,
  ...COST_FIGURES,
  ...HARDWARE_FIGURES,
  ...BEHAVIOUR_FIGURES,
];
