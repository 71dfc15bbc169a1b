import { createRandom, deriveSeed } from '../base/random.ts';
import { listWeights, sizeOf, type WeightSlot } from './listWeights.ts';
import type { NetworkSpec } from './spec.ts';
import type { Weights } from './weights.ts';

/** Half the width of the uniform distribution: √(6 / (fanIn + fanOut)), fans counted with the kernel's area. */
function computeGlorotLimit(shape: readonly number[]): number {
  const area = sizeOf(shape.slice(0, -2));
  const [fanIn, fanOut] = [shape.at(-2)! * area, shape.at(-1)! * area];
  return Math.sqrt(6 / (fanIn + fanOut));
}

function initialize({ name, role, shape }: WeightSlot, seed: number): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  if (role === 'bias') return values;
  const random = createRandom(deriveSeed(seed, 'initialize', name));
  const limit = computeGlorotLimit(shape);
  for (let index = 0; index < values.length; index++) values[index] = (2 * random.uniform() - 1) * limit;
  return values;
}

/**
 * Fresh weights: Glorot uniform, biases 0 (Glorot & Bengio, "Understanding the difficulty of training deep
 * feedforward neural networks", AISTATS 2010, eq. 16).
 *
 * Each weight has a seed of its own by its name, so that changing one layer leaves the others as they were.
 */
export function initializeWeights(spec: NetworkSpec, seed: number): Weights {
  return Object.fromEntries(
    listWeights(spec).map((slot) => [slot.name, { shape: slot.shape, values: initialize(slot, seed) }]),
  );
}
