import { z } from 'zod';
import { invalidLayer, type KerasLayer, readField } from './kerasLayer.ts';

/** The activations that are taken in; `linear` is none, and `softmax` stands only at a network's end. */
const ACTIVATIONS = ['linear', 'relu', 'sigmoid', 'tanh', 'softmax'] as const;

/** The name of an activation. */
export type ActivationName = (typeof ACTIVATIONS)[number];

/** By name, or as Keras 3 writes a function. */
const named = z.union([z.string(), z.object({ config: z.string() }).transform(({ config }) => config)]);

/** The `activation` setting of a layer; `linear` where it is absent. Throws `invalid-network` for others. */
export function readActivation(layer: KerasLayer): ActivationName {
  const expected = `one of ${ACTIVATIONS.join(', ')}`;
  const name = readField(layer, 'activation', named.nullish(), expected) ?? 'linear';
  const known = ACTIVATIONS.find((candidate) => candidate === name);
  if (known) return known;
  throw invalidLayer(layer, `activation is ${name.slice(0, 60)} (expected ${expected})`);
}
