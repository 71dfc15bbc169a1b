import { createRandom, deriveSeed } from '../base/random.ts';
import { listWeights, sizeOf, type WeightSlot } from './listWeights.ts';
import type { NetworkSpec } from './spec.ts';
import type { Weights } from './weights.ts';

/** Half the width of the uniform distribution: √(6 / (fanIn + fanOut)), fans counted with the kernel's area; a depthwise one has one of each. */
function computeGlorotLimit(shape: readonly number[], depthwise: boolean): number {
  const area = sizeOf(shape.slice(0, -2));
  const [fanIn, fanOut] = [(depthwise ? 1 : shape.at(-2)!) * area, shape.at(-1)! * area];
  return Math.sqrt(6 / (fanIn + fanOut));
}

function initialize({ name, role, shape }: WeightSlot, seed: number, depthwise: boolean): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  if (role === 'scale' || role === 'variance') return values.fill(1);
  if (role !== 'weight') return values;
  const random = createRandom(deriveSeed(seed, 'initialize', name));
  const limit = computeGlorotLimit(shape, depthwise);
  for (let index = 0; index < values.length; index++) values[index] = (2 * random.uniform() - 1) * limit;
  return values;
}

/**
 * Fresh weights: Glorot uniform, biases 0, batch normalisation the identity (Glorot & Bengio, "Understanding the difficulty of training deep
 * feedforward neural networks", AISTATS 2010, eq. 16).
 *
 * Each weight has a seed of its own by its name, so that changing one layer leaves the others as they were.
 */
export function initializeWeights(spec: NetworkSpec, seed: number): Weights {
  const depthwise = new Set(
    spec.nodes.filter(({ kind }) => kind === 'depthwiseConv2d').map(({ name }) => name),
  );
  return Object.fromEntries(
    listWeights(spec).map((slot) => [
      slot.name,
      { shape: slot.shape, values: initialize(slot, seed, depthwise.has(slot.node)) },
    ]),
  );
}
