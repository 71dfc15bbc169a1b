import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { computeMoments, computeQuantile, sortFinite } from '../../base/stats.ts';
import type { NetworkSpec, WeightedNode } from '../../network/spec.ts';
import { countZeroStructures } from './countZeroStructures.ts';
import { fitLaplace, laplaceDensity } from './fitLaplace.ts';
import { fitNormal, normalDensity } from './fitNormal.ts';
import { createQuantileSketch } from './quantileSketch.ts';
import { summarizeWeights } from './summarizeWeights.ts';
import type { ZeroStructures } from './tensorStatistics.ts';

interface FitFixture {
  readonly logLikelihood: number;
  readonly kolmogorovSmirnov: number;
  readonly densityAtMin: number;
}

/** What scripts/fixtures/torchMoments.py writes. */
interface Fixture {
  readonly shares: readonly number[];
  readonly samples: Readonly<
    Record<
      string,
      Readonly<Record<'mean' | 'standardDeviation' | 'meanAbsolute' | 'skewness', number>> &
        Readonly<Record<'excessKurtosis' | 'min' | 'median' | 'max' | 'zeros' | 'reach', number>> & {
          readonly values: readonly number[];
          readonly quantiles: readonly number[];
          readonly magnitudeQuantiles: readonly number[];
          readonly normal: FitFixture;
          readonly laplace: FitFixture & { readonly scale: number };
          readonly histogram: readonly number[];
        }
    >
  >;
  /** Values row by row in PyTorch's axes. */
  readonly tensors: Readonly<
    Record<string, ZeroStructures & { readonly shape: readonly number[]; readonly values: readonly number[] }>
  >;
}

const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/torchMoments.json'), 'utf8'),
) as Fixture;

/** Equal to a millionth of the value, and of a value near 0 to 1e-12. */
function expectClose(actual: number | null, expected: number): void {
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected) + 1e-12);
}

describe.each(Object.entries(fixture.samples))(
  'statistics of %s values, as PyTorch gives them',
  (_, sample) => {
    const values = Float32Array.from(sample.values);
    const sorted = sortFinite(values);

    it('has the moments', () => {
      const moments = computeMoments(values);
      const keys = ['mean', 'standardDeviation', 'meanAbsolute', 'skewness', 'excessKurtosis'] as const;
      for (const key of keys) expectClose(moments[key], sample[key]);
      for (const key of ['min', 'median', 'max', 'zeros'] as const) expectClose(moments[key], sample[key]);
      expect(moments.count).toBe(sample.values.length);
    });

    it('has the quantiles', () => {
      for (const [place, share] of fixture.shares.entries()) {
        expectClose(computeQuantile(values, share), sample.quantiles[place]!);
      }
      const { quantiles } = createQuantileSketch(values, 17);
      for (const [place, quantile] of quantiles.entries()) {
        expectClose(quantile, sample.magnitudeQuantiles[place]!);
      }
    });

    it('has the fits', () => {
      const [normal, laplace] = [fitNormal(sorted)!, fitLaplace(sorted)!];
      for (const key of ['logLikelihood', 'kolmogorovSmirnov'] as const) {
        expectClose(normal[key], sample.normal[key]);
        expectClose(laplace[key], sample.laplace[key]);
      }
      expectClose(laplace.scale, sample.laplace.scale);
      expectClose(normalDensity(normal, sorted[0]!), sample.normal.densityAtMin);
      expectClose(laplaceDensity(laplace, sorted[0]!), sample.laplace.densityAtMin);
    });

    it('has the histogram', () => {
      const spec: NetworkSpec = {
        name: 'one',
        nodes: [
          { kind: 'input', name: 'input', inputs: [], shape: [values.length] },
          { kind: 'dense', name: 'fc', inputs: ['input'], units: 1, bias: false },
        ],
      };
      const weights = { 'fc.weight': { shape: [values.length, 1], values } };
      const { layers } = summarizeWeights(spec, weights, {}, { bins: sample.histogram.length });
      expect(layers[0]).toMatchObject({ reach: sample.reach, counts: sample.histogram });
    });
  },
);

describe('countZeroStructures', () => {
  const KINDS: Readonly<Record<string, WeightedNode['kind']>> = {
    conv: 'conv2d',
    depthwise: 'depthwiseConv2d',
    dense: 'dense',
  };

  it.each(Object.entries(fixture.tensors))('counts of %s what PyTorch does', (name, tensor) => {
    const kind = KINDS[name]!;
    const [out, input, height = 1, width = 1] = tensor.shape as readonly [number, number, number?, number?];
    // To [kernelH, kernelW, in, out], [kernelH, kernelW, channels, 1] and [in, out].
    const isDepthwise = kind === 'depthwiseConv2d';
    const nonzero = new Uint8Array(tensor.values.length);
    for (const [at, value] of tensor.values.entries()) {
      const tap = at % (height * width);
      const channel = Math.floor(at / (height * width)) % input;
      const filter = Math.floor(at / (height * width * input));
      const place = isDepthwise ? tap * out + filter : (tap * input + channel) * out + filter;
      nonzero[place] = value === 0 ? 0 : 1;
    }
    const sides = isDepthwise ? [out, 1] : [input, out];
    const shape = kind === 'dense' ? sides : [height, width, ...sides];
    const counted = countZeroStructures(kind, shape, nonzero);
    for (const [key, share] of Object.entries(counted)) {
      const expected = tensor[key as keyof ZeroStructures];
      if (expected === null) expect(share).toBeNull();
      else expectClose(share, expected);
    }
  });
});
