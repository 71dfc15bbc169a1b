import { describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { applyPixelFilter, undoPixelFilter } from './pixelFilter.ts';

describe('applyPixelFilter', () => {
  it('stores the distance from the median edge detector and from green', () => {
    // Two rows of two pixels. Last pixel: left 30, above 50, corner 10 gives the larger one, 50; 57 - 50 = 7 in each channel.
    const pixels = Uint8Array.from([10, 10, 10, 50, 50, 50, 30, 30, 30, 57, 57, 60]);
    const filtered = applyPixelFilter(pixels, [2, 2, 3]);
    // First: guess 0. Second: left 10, above 0, corner 0: 10 + 0 - 0. Third: left 0, above 10: 10.
    expect([...filtered]).toEqual([0, 10, 0, 0, 40, 0, 0, 20, 0, 0, 7, 3]);
  });

  it('is undone exactly for any bytes, image by image', () => {
    const random = createRandom(4);
    const pixels = Uint8Array.from({ length: 5 * 6 * 7 * 3 }, () => random.integer(256));
    const filtered = applyPixelFilter(pixels, [6, 7, 3]);
    expect(filtered).not.toEqual(pixels);
    const lastAlone = filtered.slice(4 * 6 * 7 * 3);
    undoPixelFilter(filtered, [6, 7, 3]);
    expect(filtered).toEqual(pixels);
    undoPixelFilter(lastAlone, [6, 7, 3]);
    expect(lastAlone).toEqual(pixels.slice(4 * 6 * 7 * 3));
  });
});
