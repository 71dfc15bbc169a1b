import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { sortFinite } from '../../base/stats.ts';
import { fitLaplace, laplaceDensity, laplaceShareBelow } from './fitLaplace.ts';
import { fitNormal, normalDensity, normalShareBelow } from './fitNormal.ts';
import { computeKolmogorovSmirnov } from './kolmogorovSmirnov.ts';

/** Values spread as a distribution says, by the rule of mid-points. */
function integrate(density: (value: number) => number, from: number, to: number): number {
  const steps = 20_000;
  const width = (to - from) / steps;
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += density(from + (step + 0.5) * width) * width;
  return sum;
}

function drawBoth(seed: number, length: number) {
  const random = createRandom(seed);
  const exponential = () => -Math.log(1 - random.uniform());
  return {
    normal: sortFinite(Float32Array.from({ length }, () => 0.3 + 0.05 * random.normal())),
    laplace: sortFinite(Float32Array.from({ length }, () => 0.3 + 0.05 * (exponential() - exponential()))),
  };
}

const averageOf = (values: ArrayLike<number>, of: (value: number) => number) =>
  Array.from(values, of).reduce((sum, value) => sum + value, 0) / values.length;

describe('fitNormal and fitLaplace', () => {
  it('fit a hand-computed case', () => {
    const sorted = Float64Array.of(0, 1, 2, 5);
    const normal = fitNormal(sorted)!;
    expect(normal.mean).toBe(2);
    expect(normal.standardDeviation).toBeCloseTo(Math.sqrt(3.5), 14);
    expect(normal.logLikelihood).toBeCloseTo(-0.5 * Math.log(2 * Math.PI * 3.5) - 0.5, 14);
    const laplace = fitLaplace(sorted)!;
    expect(laplace).toMatchObject({ median: 1.5, scale: 1.5 });
    expect(laplace.logLikelihood).toBeCloseTo(-Math.log(3) - 1, 14);
  });

  it('have the mean logarithm of their own density as likelihood, and none better nearby', () => {
    const { normal: sorted } = drawBoth(3, 999);
    const normal = fitNormal(sorted)!;
    const laplace = fitLaplace(sorted)!;
    const normalAt = (shape: typeof normal) =>
      averageOf(sorted, (value) => Math.log(normalDensity(shape, value)));
    const laplaceAt = (shape: typeof laplace) =>
      averageOf(sorted, (value) => Math.log(laplaceDensity(shape, value)));
    expect(normalAt(normal)).toBeCloseTo(normal.logLikelihood, 10);
    expect(laplaceAt(laplace)).toBeCloseTo(laplace.logLikelihood, 10);
    for (const factor of [0.97, 1.03]) {
      const { mean, standardDeviation } = normal;
      expect(normalAt({ ...normal, mean: mean * factor })).toBeLessThan(normal.logLikelihood);
      expect(normalAt({ ...normal, standardDeviation: standardDeviation * factor })).toBeLessThan(
        normal.logLikelihood,
      );
      expect(laplaceAt({ ...laplace, median: laplace.median * factor })).toBeLessThan(laplace.logLikelihood);
      expect(laplaceAt({ ...laplace, scale: laplace.scale * factor })).toBeLessThan(laplace.logLikelihood);
    }
  });

  it('tell normal from Laplace values by likelihood and by distance', () => {
    for (const seed of [1, 2, 3]) {
      const { normal, laplace } = drawBoth(seed, 4000);
      expect(fitNormal(normal)!.logLikelihood).toBeGreaterThan(fitLaplace(normal)!.logLikelihood);
      expect(fitNormal(normal)!.kolmogorovSmirnov).toBeLessThan(fitLaplace(normal)!.kolmogorovSmirnov);
      expect(fitLaplace(laplace)!.logLikelihood).toBeGreaterThan(fitNormal(laplace)!.logLikelihood);
      expect(fitLaplace(laplace)!.kolmogorovSmirnov).toBeLessThan(fitNormal(laplace)!.kolmogorovSmirnov);
      // Values of the distribution itself come closer than 1.36 / √n 19 times of 20.
      expect(fitNormal(normal)!.kolmogorovSmirnov).toBeLessThan(1.36 / Math.sqrt(4000));
    }
  });

  it('scale with the values: the likelihood falls by the logarithm, the distance stays', () => {
    const { laplace: sorted } = drawBoth(4, 500);
    const wider = Float64Array.from(sorted, (value) => 8 * value);
    for (const fitTo of [fitNormal, fitLaplace]) {
      const [before, after] = [fitTo(sorted)!, fitTo(wider)!];
      expect(after.logLikelihood).toBeCloseTo(before.logLikelihood - Math.log(8), 10);
      expect(after.kolmogorovSmirnov).toBeCloseTo(before.kolmogorovSmirnov, 10);
    }
  });

  it('are null where nothing varies', () => {
    for (const values of [[], [0.1], [0.1, 0.1, 0.1]]) {
      expect(fitNormal(Float64Array.from(values))).toBeNull();
      expect(fitLaplace(Float64Array.from(values))).toBeNull();
    }
  });
});

describe('densities and shares', () => {
  const normal = { mean: 0.5, standardDeviation: 0.2 };
  const laplace = { median: 0.5, scale: 0.2 };

  it('are each other’s integral and derivative', () => {
    for (const value of [-0.9, 0.1, 0.5, 0.77, 1.4]) {
      const normalShare = integrate((x) => normalDensity(normal, x), -3, value);
      expect(normalShareBelow(normal, value)).toBeCloseTo(normalShare, 7);
      const laplaceShare = integrate((x) => laplaceDensity(laplace, x), -8, value);
      expect(laplaceShareBelow(laplace, value)).toBeCloseTo(laplaceShare, 6);
    }
  });

  it('give the tabled shares of a normal distribution, to its ends', () => {
    const unit = { mean: 0, standardDeviation: 1 };
    expect(normalShareBelow(unit, 0)).toBe(0.5);
    expect(normalShareBelow(unit, 1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalShareBelow(unit, -1.96)).toBeCloseTo(0.024997895148220435, 14);
    expect(normalShareBelow(unit, 5)).toBeCloseTo(0.9999997133484281, 14);
    expect(normalShareBelow(unit, 9)).toBe(1);
    expect(normalShareBelow(unit, -40)).toBe(0);
  });
});

describe('computeKolmogorovSmirnov', () => {
  const uniform = (value: number) => Math.min(1, Math.max(0, value));

  it('is 1 / 2n for values in the middle of equal shares, the least there is', () => {
    expect(computeKolmogorovSmirnov([0.125, 0.375, 0.625, 0.875], uniform)).toBeCloseTo(0.125, 14);
  });

  it('sees steps from both sides and equal values as one step', () => {
    expect(computeKolmogorovSmirnov([0.9, 0.9], uniform)).toBeCloseTo(0.9, 14);
    expect(computeKolmogorovSmirnov([0.2, 0.2, 0.2, 0.8], uniform)).toBeCloseTo(0.55, 14);
    expect(computeKolmogorovSmirnov([], uniform)).toBe(0);
  });
});
