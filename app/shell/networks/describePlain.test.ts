import { describe, expect, it } from 'vitest';
import cifar from '../../../public/datasets/cifar-10/manifest.json' with { type: 'json' };
import fashion from '../../../public/datasets/fashion-mnist/manifest.json' with { type: 'json' };
import mnist from '../../../public/datasets/mnist/manifest.json' with { type: 'json' };
import type { PlainNetwork } from '../../../src/index.ts';
import { CLASSES, IMAGE_SHAPES } from './datasetShapes.ts';
import { describePlain, toSpecRecipe } from './describePlain.ts';

const NET: PlainNetwork = {
  convs: [
    { filters: 8, kernelSize: 3, pool: true },
    { filters: 16, kernelSize: 5, pool: false },
  ],
  dense: [32],
  activation: 'relu',
  batchNorm: false,
  dropout: 0,
};

const imagesOf = (name: keyof typeof IMAGE_SHAPES) => ({ imageShape: IMAGE_SHAPES[name], classes: CLASSES });

describe('describePlain', () => {
  it('tells what each layer makes, and counts', () => {
    const built = describePlain(NET, imagesOf('mnist'));
    if (built.kind !== 'built') throw built.error;
    expect(Object.fromEntries(built.layers)).toEqual({
      conv1: { shape: [14, 14, 8], params: 8 * 9 + 8 },
      conv2: { shape: [14, 14, 16], params: 16 * 8 * 25 + 16 },
      fc1: { shape: [32], params: 14 * 14 * 16 * 32 + 32 },
      fc2: { shape: [10], params: 320 + 10 },
    });
    expect(built.params).toBe(80 + 3216 + 100_384 + 330);
    expect(built.macs).toBe(28 * 28 * 72 + 14 * 14 * 3200 + 100_352 + 320);
  });

  it('counts scale and shift of batch normalisation, which takes the place of biases', () => {
    const built = describePlain({ ...NET, batchNorm: true }, imagesOf('cifar-10'));
    if (built.kind !== 'built') throw built.error;
    expect(built.layers.get('conv1')).toEqual({ shape: [16, 16, 8], params: 8 * 27 + 2 * 8 });
  });

  it('gives the sentence of what is wrong', () => {
    const conv = { filters: 4, kernelSize: 3, pool: true };
    const described = describePlain({ ...NET, convs: [conv, conv, conv, conv, conv] }, imagesOf('mnist'));
    if (described.kind !== 'invalid') throw new Error('built');
    expect(described.error.message).toMatch(/^pool5: /);
  });

  it('makes a recipe of it', () => {
    const built = describePlain(NET, imagesOf('fashion-mnist'));
    if (built.kind !== 'built') throw built.error;
    expect(toSpecRecipe(built.spec, 'fashion-mnist')).toMatchObject({
      dataset: { name: 'fashion-mnist' },
      network: { spec: { nodes: { length: built.spec.nodes.length } } },
      steps: [],
    });
  });
});

describe('shapes of the data sets', () => {
  it('are those of their manifests', () => {
    for (const { name, imageShape, classes } of [mnist, fashion, cifar]) {
      expect([name, IMAGE_SHAPES[name as keyof typeof IMAGE_SHAPES]]).toEqual([name, imageShape]);
      expect(classes).toHaveLength(CLASSES);
    }
  });
});
