import { describe, expect, it } from 'vitest';
import { createRandom, deriveSeed } from './random.ts';

describe('deriveSeed', () => {
  it('tells seeds apart, single digits too', () => {
    const seeds = Array.from({ length: 1000 }, (_, seed) => deriveSeed(seed, 'order', 0));
    expect(new Set(seeds).size).toBe(1000);
  });

  it('tells purposes of one seed apart', () => {
    expect(deriveSeed(1, 'order')).not.toBe(deriveSeed(1, 'dropout'));
    expect(deriveSeed(1, 'order', 1)).not.toBe(deriveSeed(1, 'order', 2));
  });
});

describe('createRandom', () => {
  it('draws normal numbers of mean 0 and variance 1', () => {
    const random = createRandom(0);
    const draws = Array.from({ length: 20_000 }, () => random.normal());
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });
});
