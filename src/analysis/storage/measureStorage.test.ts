import { describe, expect, it } from 'vitest';
import { digestFloats } from '../../base/digestFloats.ts';
import type { Progress } from '../../base/progress.ts';
import { initializeWeights } from '../../network/initializeWeights.ts';
import { findPreset } from '../../network/presets/presets.ts';
import { isWeightedNode } from '../../network/spec.ts';
import type { Masks, Weights } from '../../network/weights.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { createKeptMeter } from '../../pruning/measureKept.ts';
import { computeCost } from '../cost.ts';
import { measureStorage } from './measureStorage.ts';
import { shareNetworkWeights } from './shareNetworkWeights.ts';
import { STORAGE_FORMAT_IDS } from './storageFormat.ts';
import { STORAGE_FORMATS } from './storageFormats.ts';
import { DEFAULT_STORAGE_OPTIONS, toDefaultStorageOptions, toStorageBits } from './storageOptions.ts';
import { toLayerMatrix } from './toLayerMatrix.ts';

const dense = findPreset('lenet-300-100').build();
const denseWeights = initializeWeights(dense, 1);
const denseMasks = pruneLayers({ fc1: 0.08, fc2: 0.09, fc3: 0.26 });

/** Prunes by a random choice, so that the formulas for random places hold. */
function pruneLayers(kept: Readonly<Record<string, number>>): Masks {
  let masks: Masks = {};
  for (const [layer, share] of Object.entries(kept)) {
    const step = { criterion: 'random', granularity: 'weight', scope: 'uniform', seed: 5 } as const;
    const amount = { sparsity: 1 - share };
    masks = computePrune(dense, denseWeights, masks, { ...step, amount, layers: [layer] }).masks;
  }
  return masks;
}

const measureDense = () => measureStorage(dense, denseWeights, denseMasks, toDefaultStorageOptions(dense));

const digest = (weights: Weights) => Object.values(weights).map(({ values }) => digestFloats(values));

describe('measureStorage', () => {
  it('agrees with what cost and budgets count', async () => {
    for (const id of ['lenet-5', 'resnet-8', 'mobilenet-mini']) {
      const spec = findPreset(id).build();
      const weights = initializeWeights(spec, 1);
      const step = { criterion: 'magnitude', granularity: 'weight', scope: 'global' } as const;
      const { masks } = computePrune(spec, weights, {}, { ...step, amount: { sparsity: 0.9 } });
      const { layers, totals } = await measureStorage(spec, weights, masks, DEFAULT_STORAGE_OPTIONS);
      const cost = computeCost(spec, weights, masks);
      const pick = ({ sizes }: (typeof layers)[number] | typeof totals) => ({
        dense: sizes.dense.bytes,
        csr: sizes.csr32.bytes,
        bitmap: sizes.bitmap.bytes,
      });
      expect(layers.map(pick)).toEqual(cost.layers.map(({ bytes }) => bytes));
      expect(pick(totals)).toEqual(cost.totals.bytes);
      expect(totals.weights).toBe(cost.totals.weights);
      expect(totals.sizes.dense.bytes).toBe(4 * cost.totals.params);
      const share = createKeptMeter(spec)(masks).bytes;
      expect(totals.sizes.bitmap.bytes! / totals.sizes.dense.bytes!).toBeCloseTo(share, 12);
    }
  });

  it('finds about the bytes to expect, exactly where places do not matter', async () => {
    const { layers, totals } = await measureDense();
    for (const { sizes } of [...layers, totals]) {
      for (const id of ['dense', 'csr32', 'csr16', 'bitmap'] as const) {
        expect(sizes[id].bytes).toBe(sizes[id].expectedBytes);
      }
      for (const id of ['relative4', 'relative5', 'relative8', 'shared'] as const) {
        expect(Math.abs(sizes[id].bytes! / sizes[id].expectedBytes! - 1)).toBeLessThan(0.02);
      }
      expect([sizes.gzip.expectedBytes, sizes.huffman.expectedBytes]).toEqual([null, null]);
    }
    expect(totals.sizes.relative5.fillers).toBe(totals.sizes.shared.fillers);
    expect(totals.sizes.csr32.fillers).toBe(0);
    expect(totals.sizes.dense.fillers).toBe(266_200 - 21_776);
  });

  it('compresses LeNet-300-100 about 32 times as Deep Compression does, and more with Huffman coding', async () => {
    const { totals } = await measureDense();
    const { dense: full, shared, huffman } = totals.sizes;
    expect(full.bytes! / shared.bytes!).toBeCloseTo(30.9, 1);
    expect(huffman.bytes!).toBeLessThan(shared.bytes!);
    expect(totals.huffman!.weights.fixed).toBe(6);
    expect(totals.huffman!.gaps.fixed).toBe(5);
  });

  it('averages Huffman bits over entries, which with the tables make up the bytes', async () => {
    const { layers, totals } = await measureDense();
    let payload = 0;
    let entries = 0;
    for (const { nonzero, biases, sizes, huffman } of layers) {
      const count = nonzero + sizes.huffman.fillers!;
      const bits = count * (huffman!.weights.mean + huffman!.gaps.mean);
      const rest = sizes.huffman.bytes! - 4 * biases - 4 * 64 - bits / 8;
      // The lengths of 64 + 32 codes.
      expect(rest).toBeGreaterThan(0);
      expect(rest).toBeLessThan((12 + 4 * 96) / 8 + 1);
      payload += bits;
      entries += count;
    }
    expect(totals.huffman!.weights.mean + totals.huffman!.gaps.mean).toBeCloseTo(payload / entries, 9);
  });

  it('counts layers that a format cannot hold dense, and nothing where it can hold none', async () => {
    const none = await measureStorage(dense, denseWeights, {}, DEFAULT_STORAGE_OPTIONS);
    expect(none.layers.map(({ sizes }) => sizes.twoOfFour.refusal)).toEqual([
      'not-two-of-four',
      'not-two-of-four',
      'not-two-of-four',
    ]);
    expect(none.totals.sizes.twoOfFour).toEqual({
      bytes: null,
      expectedBytes: null,
      fillers: null,
      denseLayers: 3,
    });
    const spec = findPreset('lenet-5').build();
    const weights = initializeWeights(spec, 1);
    const step = { criterion: 'magnitude', granularity: 'nm', scope: 'uniform' } as const;
    const { masks } = computePrune(spec, weights, {}, { ...step, amount: { pattern: '2:4' } });
    const { layers, totals } = await measureStorage(spec, weights, masks, DEFAULT_STORAGE_OPTIONS);
    expect(layers.map(({ sizes }) => sizes.twoOfFour.bytes)).toEqual([
      null,
      25_000 * 4 * 0.53125 + 200,
      400_000 * 4 * 0.53125 + 2000,
      5000 * 4 * 0.53125 + 40,
    ]);
    expect(layers[0]!.sizes.twoOfFour.refusal).toBe('inputs-not-by-four');
    expect(totals.sizes.twoOfFour.denseLayers).toBe(1);
    expect(totals.sizes.twoOfFour.bytes).toBe(4 * (500 + 580) + 430_000 * 4 * 0.53125);
  });

  it('says which layers are not finite instead of sharing them', async () => {
    const values = denseWeights['fc3.weight']!.values.slice().fill(Number.NaN);
    const broken = { ...denseWeights, 'fc3.weight': { shape: [100, 10], values } };
    const report = await measureStorage(dense, broken, denseMasks, DEFAULT_STORAGE_OPTIONS);
    expect(report.layers.map(({ sizes }) => sizes.huffman.refusal)).toEqual([null, null, 'not-finite']);
    expect(report.layers[2]!.huffman).toBeNull();
    expect(report.totals.huffman).toBeNull();
    expect(report.totals.sizes.shared.denseLayers).toBe(1);
  });

  it('is plain JSON, tells how far it is, and leaves weights and masks as they are', async () => {
    const before = digest(denseWeights);
    const seen: Progress[] = [];
    const report = await measureStorage(dense, denseWeights, denseMasks, DEFAULT_STORAGE_OPTIONS, {
      onProgress: (progress) => seen.push(progress),
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    const total = 3 * STORAGE_FORMAT_IDS.length;
    expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: total }, (_, at) => at + 1));
    expect(seen.at(-1)).toMatchObject({ done: total, total });
    expect(digest(denseWeights)).toEqual(before);
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    const run = measureStorage(dense, denseWeights, denseMasks, DEFAULT_STORAGE_OPTIONS, {
      signal: controller.signal,
      onProgress: ({ done }) => done === 3 && controller.abort(),
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('toDefaultStorageOptions', () => {
  it('takes the bits of the paper for each of the two nets', () => {
    expect(toDefaultStorageOptions(dense)).toEqual({ convBits: 8, denseBits: 6, indexBits: 5 });
    const lenet = findPreset('lenet-5').build();
    expect(toDefaultStorageOptions(lenet)).toEqual({ convBits: 8, denseBits: 5, indexBits: 5 });
    expect(
      lenet.nodes
        .filter(isWeightedNode)
        .map((layer) => toStorageBits(layer, toDefaultStorageOptions(lenet)).weightBits),
    ).toEqual([8, 8, 5, 5]);
  });
});

describe('shareNetworkWeights', () => {
  it('gives the weights that come out of storage, in the order of the engine', async () => {
    const spec = findPreset('mobilenet-mini').build();
    const weights = initializeWeights(spec, 2);
    const step = { criterion: 'magnitude', granularity: 'weight', scope: 'global' } as const;
    const { masks } = computePrune(spec, weights, {}, { ...step, amount: { sparsity: 0.7 } });
    const options = { convBits: 4, denseBits: 3, indexBits: 4 };
    const shared = shareNetworkWeights(
      spec,
      weights,
      masks,
      (layer) => toStorageBits(layer, options).weightBits,
    );
    for (const node of spec.nodes.filter(isWeightedNode)) {
      const name = `${node.name}.weight`;
      const bits = toStorageBits(node, options);
      const matrix = toLayerMatrix(node.kind, weights[name]!, masks[name]);
      const stored = await STORAGE_FORMATS.huffman.encode(matrix, bits);
      const decoded = await STORAGE_FORMATS.huffman.decode(stored, bits);
      expect(toLayerMatrix(node.kind, shared[name]!, undefined).values).toEqual(decoded);
      expect(new Set(shared[name]!.values).size).toBeLessThanOrEqual(2 ** bits.weightBits);
      expect(shared[name]!.values.some((value, index) => masks[name]?.[index] === 0 && value !== 0)).toBe(
        false,
      );
    }
    const others = Object.keys(weights).filter((name) => shared[name] === weights[name]);
    expect(others.length).toBe(Object.keys(weights).length - spec.nodes.filter(isWeightedNode).length);
  });
});
