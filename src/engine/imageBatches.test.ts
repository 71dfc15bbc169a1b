import { describe, expect, it } from 'vitest';
import { planChunks, toChunks } from './imageBatches.ts';

describe('planChunks', () => {
  it('covers every image once in batches of few sizes', () => {
    for (const count of [1, 2, 16, 17, 64, 65, 255, 256, 257, 1000]) {
      const chunks = planChunks(count);
      expect(chunks.reduce((sum, chunk) => sum + chunk.count, 0)).toBe(count);
      expect(new Set(chunks.map((chunk) => chunk.padded)).size).toBe(1);
      expect([1, 16, 64, 256]).toContain(chunks[0]!.padded);
      for (const [index, chunk] of chunks.entries()) expect(chunk.start).toBe(index * chunk.padded);
    }
    expect(planChunks(0)).toEqual([]);
  });
});

describe('toChunks', () => {
  it('pads the last batch with empty images', () => {
    const [chunk] = toChunks({ count: 2, pixels: Uint8Array.of(1, 2, 3, 4), labels: Uint8Array.of(5, 6) }, 2);
    expect(chunk).toMatchObject({ start: 0, count: 2, padded: 16 });
    expect([...chunk!.pixels]).toEqual([1, 2, 3, 4, ...Array.from({ length: 28 }, () => 0)]);
    expect([...chunk!.labels]).toEqual([5, 6]);
  });

  it('refuses bytes that do not fit the network', () => {
    expect(() => toChunks({ count: 2, pixels: new Uint8Array(3), labels: new Uint8Array(2) }, 2)).toThrow(
      '2 images have 3 bytes (expected 4)',
    );
  });
});
