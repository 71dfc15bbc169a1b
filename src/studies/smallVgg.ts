import { batchNorm, convolution, dense, halve, inputNode, relu, wire } from '../network/presets/parts.ts';
import type { NetworkSpec } from '../network/spec.ts';

/** Filters of both convolutions before each pool: half of the preset vgg-small. */
const STAGES = [16, 32, 64] as const;

/** A VGG with batch normalisation for 32×32×3 images that trains in a minute. */
export function buildSmallVgg(): NetworkSpec {
  const convolutions = STAGES.flatMap((filters, stage) => [
    ...[2 * stage + 1, 2 * stage + 2].flatMap((number) => [
      convolution(`conv${number}`, filters, 3, { bias: false }),
      batchNorm(`bn${number}`),
      relu(`relu${number}`),
    ]),
    halve('maxPool', `pool${stage + 1}`),
  ]);
  return {
    name: 'vgg-16-32-64',
    nodes: [
      inputNode([32, 32, 3]),
      ...wire('input', [...convolutions, { kind: 'flatten', name: 'flatten' }, dense('fc1', 10)]),
    ],
  };
}
