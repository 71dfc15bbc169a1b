import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { createTinyWeights, TINY_SPEC } from '../engine/testNets.ts';
import { measureLatencies, toLatencySeries } from './measureLatencies.ts';

const weights = createTinyWeights();
const dense = { variant: 'dense', spec: TINY_SPEC, weights, masks: {} } as const;
// conv1 is 36 positions × 9 taps × 4 filters, conv2 720, fc1 120, fc2 18 multiply-accumulates: 2154.
const masks = { 'conv1.weight': Uint8Array.from({ length: 36 }, (_, at) => (at < 12 ? 0 : 1)) };
const twenty = (ms: number) => new Float64Array(20).fill(ms);

describe('toLatencySeries', () => {
  it('predicts each variant from the dense median and multiply-accumulates', () => {
    const small = {
      ...dense,
      variant: 'compacted' as const,
      spec: {
        ...TINY_SPEC,
        nodes: TINY_SPEC.nodes.map((node) => (node.name === 'fc1' ? { ...node, units: 3 } : node)),
      },
      weights: {
        ...weights,
        'fc1.weight': { shape: [20, 3], values: new Float32Array(60) },
        'fc2.weight': { shape: [3, 3], values: new Float32Array(9) },
      },
    };
    const series = toLatencySeries(
      [dense, { ...dense, variant: 'masked', masks }, small],
      [Float64Array.from({ length: 21 }, (_, at) => at), twenty(11), twenty(9)],
    );
    expect(series[0]).toEqual({
      variant: 'dense',
      macs: 2154,
      medianMs: 10,
      lowMs: 2,
      highMs: 18,
      runs: 21,
      predictedMs: 10,
    });
    // 12 of conv1's 36 weights are gone, at 36 positions each.
    expect(series[1]).toMatchObject({ macs: 2154, medianMs: 11, predictedMs: 10, macsByMask: 2154 - 432 });
    expect(series[1]!.predictedByMaskMs).toBeCloseTo((10 * 1722) / 2154, 12);
    expect(series[2]!.macs).toBe(2154 - 60 - 9);
    expect(series[2]!.predictedMs).toBeCloseTo((10 * 2085) / 2154, 12);
    expect(series[2]).not.toHaveProperty('macsByMask');
  });
});

it('refuses to time fewer than 20 runs', async () => {
  const images = { count: 1, pixels: new Uint8Array(64), labels: new Uint8Array(1) };
  const state = { spec: TINY_SPEC, weights, masks };
  await expect(measureLatencies({} as Engine, state, images, { runs: 19 })).rejects.toMatchObject({
    code: 'step-impossible',
    message: 'too few timed runs: 19 (expected 20 or more)',
  });
});
