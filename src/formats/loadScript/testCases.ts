import { createRandom } from '../../base/random.ts';
import { initializeWeights } from '../../network/initializeWeights.ts';
import { listWeights, sizeOf } from '../../network/listWeights.ts';
import { findPreset } from '../../network/presets/presets.ts';
import type { InputNode, NetworkSpec, Shape } from '../../network/spec.ts';
import type { Masks, Weights } from '../../network/weights.ts';

/** A network with masks of about half its layers' weights, and seeded images. For tests. */
export interface LoadScriptCase {
  readonly id: string;
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly masks: Masks;
  /** `[height, width, channels]` */
  readonly shape: Shape;
  readonly images: { readonly count: number; readonly pixels: Uint8Array; readonly labels: Uint8Array };
}

const IMAGES = 3;

/** What the presets above have not: paddings that are uneven, means over a map's edge, names that Python needs. For tests. */
const UNEVEN_SPEC: NetworkSpec = {
  name: 'uneven',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [8, 7, 2] },
    {
      kind: 'conv2d',
      name: 'train',
      inputs: ['input'],
      filters: 4,
      kernelSize: [3, 2],
      stride: 2,
      padding: 'same',
      bias: false,
    },
    { kind: 'batchNorm', name: 'class', inputs: ['train'], epsilon: 1e-3 },
    { kind: 'leakyRelu', name: 'leaky', inputs: ['class'], slope: 0.1 },
    { kind: 'avgPool', name: 'mean', inputs: ['leaky'], size: 2, stride: 1, padding: 'same' },
    { kind: 'avgPool', name: 'mean3', inputs: ['leaky'], size: 3, stride: 1, padding: 'same' },
    { kind: 'maxPool', name: 'most', inputs: ['leaky'], size: 2, stride: 1, padding: 'same' },
    { kind: 'maxPool', name: 'most3', inputs: ['leaky'], size: 3, stride: 1, padding: 'same' },
    { kind: 'concat', name: 'join', inputs: ['mean', 'mean3', 'most', 'most3', 'mean'] },
    {
      kind: 'depthwiseConv2d',
      name: 'dw',
      inputs: ['join'],
      kernelSize: [1, 3],
      stride: 1,
      padding: 2,
      bias: true,
    },
    { kind: 'tanh', name: 'tanh', inputs: ['dw'] },
    { kind: 'flatten', name: 'flatten', inputs: ['tanh'] },
    { kind: 'dropout', name: 'dropout', inputs: ['flatten'], rate: 0.5 },
    { kind: 'globalAvgPool', name: 'average', inputs: ['tanh'] },
    { kind: 'concat', name: 'features', inputs: ['dropout', 'average'] },
    { kind: 'batchNorm', name: 'bn', inputs: ['features'], epsilon: 1e-2 },
    { kind: 'sigmoid', name: 'sigmoid', inputs: ['bn'] },
    { kind: 'dense', name: 'fc', inputs: ['sigmoid'], units: 3, bias: true },
  ],
};

/** Glorot weights, everything else near what it starts from, so that no value stands for another. */
function drawWeights(spec: NetworkSpec): Weights {
  const random = createRandom(21);
  const roles = new Map(listWeights(spec).map(({ name, role }) => [name, role]));
  return Object.fromEntries(
    Object.entries(initializeWeights(spec, 20)).map(([name, { shape, values }]) => {
      if (roles.get(name) === 'weight') return [name, { shape, values: values.map((value) => value * 2) }];
      return [name, { shape, values: values.map((value) => value + random.uniform() * 0.4 - 0.2) }];
    }),
  );
}

function drawMasks(spec: NetworkSpec): Masks {
  const random = createRandom(22);
  const layers = listWeights(spec).filter(({ role }) => role === 'weight');
  return Object.fromEntries(
    layers.map(({ name, shape }) => [
      name,
      Uint8Array.from({ length: sizeOf(shape) }, () => random.integer(2)),
    ]),
  );
}

/** The networks whose logits by PyTorch stand in fixtures/loadScript.json. For tests. */
export function listLoadScriptCases(): readonly LoadScriptCase[] {
  const presets = ['lenet-5', 'resnet-8', 'mobilenet-mini'].map((id) => findPreset(id).build());
  return [...presets, UNEVEN_SPEC].map((spec) => {
    const { shape } = spec.nodes[0] as InputNode;
    const random = createRandom(23);
    const pixels = Uint8Array.from({ length: IMAGES * sizeOf(shape) }, () => random.integer(256));
    const images = { count: IMAGES, pixels, labels: new Uint8Array(IMAGES) };
    return { id: spec.name, spec, weights: drawWeights(spec), masks: drawMasks(spec), shape, images };
  });
}
