import { createRandom } from '../base/random.ts';
import { listWeights, sizeOf } from '../network/listWeights.ts';
import type { Conv2dNode, NetworkSpec, NodeSpec } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';

/** What varies between the small nets of the tests. */
export interface NetOptions {
  readonly activation?: 'relu' | 'sigmoid' | 'tanh';
  readonly padding?: 'valid' | 'same';
  readonly bias?: boolean;
  readonly pool?: 'maxPool' | 'avgPool';
}

/** 7×7×2 → 4 filters → pool → 3 filters → flatten → 5 → 3, small enough for plain loops. For tests. */
export function buildSmallNet(options: NetOptions = {}): NetworkSpec {
  const { activation = 'relu', padding = 'valid', bias = true, pool = 'maxPool' } = options;
  const conv = (name: string, input: string, filters: number): Conv2dNode => ({
    kind: 'conv2d',
    name,
    inputs: [input],
    filters,
    kernelSize: [2, 2],
    stride: 1,
    padding,
    bias,
  });
  const act = (name: string, input: string): NodeSpec => ({ kind: activation, name, inputs: [input] });
  return {
    name: 'small',
    nodes: [
      { kind: 'input', name: 'input', inputs: [], shape: [7, 7, 2] },
      conv('a', 'input', 4),
      act('a_act', 'a'),
      { kind: pool, name: 'a_pool', inputs: ['a_act'], size: 2, stride: 2, padding },
      conv('b', 'a_pool', 3),
      act('b_act', 'b'),
      { kind: 'dropout', name: 'b_drop', inputs: ['b_act'], rate: 0.5 },
      { kind: 'flatten', name: 'flat', inputs: ['b_drop'] },
      { kind: 'dense', name: 'c', inputs: ['flat'], units: 5, bias },
      act('c_act', 'c'),
      { kind: 'dense', name: 'd', inputs: ['c_act'], units: 3, bias },
    ],
  };
}

/** Seeded normal weights of any net, biases included. For tests. */
export function createNormalWeights(spec: NetworkSpec, seed = 1): Weights {
  const random = createRandom(seed);
  return Object.fromEntries(
    listWeights(spec).map(({ name, shape }) => [
      name,
      { shape, values: Float32Array.from({ length: sizeOf(shape) }, () => random.normal() * 0.5) },
    ]),
  );
}
