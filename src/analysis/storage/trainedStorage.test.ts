import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSafetensors } from '../../formats/safetensors.ts';
import { fromTorchWeights } from '../../formats/torchLayout.ts';
import { findPreset } from '../../network/presets/presets.ts';
import type { Masks } from '../../network/weights.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { measureStorage } from './measureStorage.ts';
import { toDefaultStorageOptions } from './storageOptions.ts';

const PUBLIC = join(import.meta.dirname, '../../../public/checkpoints');

/** Stores a shipped network, its smallest weights pruned without training on. */
async function measureShipped(id: string, kept: Readonly<Record<string, number>>) {
  const spec = findPreset(id).build();
  const file = readFileSync(join(PUBLIC, id, `${id}.safetensors`));
  const weights = fromTorchWeights(spec, parseSafetensors(file));
  let masks: Masks = {};
  for (const [layer, share] of Object.entries(kept)) {
    const step = { criterion: 'magnitude', granularity: 'weight', scope: 'uniform' } as const;
    const amount = { sparsity: 1 - share };
    masks = computePrune(spec, weights, masks, { ...step, amount, layers: [layer] }).masks;
  }
  return measureStorage(spec, weights, masks, toDefaultStorageOptions(spec));
}

describe('storage of trained networks (Han et al. 2016, arXiv 1510.00149, table 1)', () => {
  it.each([
    ['lenet-300-100', { fc1: 0.08, fc2: 0.09, fc3: 0.26 }, 32, 40],
    ['lenet-5', { conv1: 0.66, conv2: 0.12, fc1: 0.08, fc2: 0.19 }, 33, 39],
  ])('is near the %s of the paper', async (id, kept, sharedRate, codedRate) => {
    const { sizes } = (await measureShipped(id, kept)).totals;
    const rateOf = (format: 'shared' | 'huffman') => sizes.dense.bytes! / sizes[format].bytes!;
    expect(Math.abs(rateOf('shared') / sharedRate - 1)).toBeLessThan(0.15);
    expect(Math.abs(rateOf('huffman') / codedRate - 1)).toBeLessThan(0.15);
  });

  it('spends 4.4 bits on a weight of LeNet-300-100, and needs more fillers than random places do', async () => {
    const { layers } = await measureShipped('lenet-300-100', { fc1: 0.08, fc2: 0.09, fc3: 0.26 });
    for (const { huffman } of layers) expect(Math.abs(huffman!.weights.mean - 4.4)).toBeLessThan(0.3);
    // The border of an image is empty, so that zeros lie together, where 8 bits of index are better than 5.
    const { shared, relative5, relative8 } = layers[0]!.sizes;
    expect(shared.bytes!).toBeGreaterThan(1.03 * shared.expectedBytes!);
    expect(relative8.bytes!).toBeLessThan(relative5.bytes!);
    expect(relative8.expectedBytes!).toBeGreaterThan(relative5.expectedBytes!);
  });
});
