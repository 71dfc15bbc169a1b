import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { readPictureSize } from './readPictureSize.ts';

const padded = (...bytes: number[]) => Uint8Array.from({ length: 40 }, (_, at) => bytes[at] ?? 0);
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

describe('readPictureSize', () => {
  it('reads a PNG', () => {
    const png = encode({ width: 7, height: 300, data: new Uint8Array(7 * 300), channels: 1, depth: 8 });
    expect(readPictureSize(png)).toEqual({ width: 7, height: 300 });
  });

  it('finds the frame of a JPEG behind other segments', () => {
    const jpeg = padded(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8, 1, 44, 2, 88);
    expect(readPictureSize(jpeg)).toEqual({ width: 600, height: 300 });
  });

  it('reads GIF, BMP and the three kinds of WebP', () => {
    expect(readPictureSize(padded(...letters('GIF89a'), 44, 1, 88, 2))).toEqual({ width: 300, height: 600 });
    const bmp = padded(...letters('BM'), ...new Array(16).fill(0), 5, 0, 0, 0, 0xfa, 0xff, 0xff, 0xff);
    expect(readPictureSize(bmp)).toEqual({ width: 5, height: 6 });
    const riff = [...letters('RIFF'), 0, 0, 0, 0, ...letters('WEBP')];
    const extended = padded(...riff, ...letters('VP8X'), 0, 0, 0, 0, 0, 0, 0, 0, 43, 1, 0, 87, 2, 0);
    expect(readPictureSize(extended)).toEqual({ width: 300, height: 600 });
    const lossy = padded(...riff, ...letters('VP8 '), ...new Array(10).fill(0), 44, 1, 88, 2);
    expect(readPictureSize(lossy)).toEqual({ width: 300, height: 600 });
    // 14 bits of width less 1, then 14 of height less 1.
    const bits = 299 + (599 << 14);
    const lossless = padded(
      ...riff,
      ...letters('VP8L'),
      0,
      0,
      0,
      0,
      0x2f,
      ...[0, 8, 16, 24].map((by) => (bits >> by) & 255),
    );
    expect(readPictureSize(lossless)).toEqual({ width: 300, height: 600 });
  });

  it('knows nothing else, whatever its name, and no picture without a size', () => {
    expect(readPictureSize(padded(...letters('<svg')))).toBeUndefined();
    expect(readPictureSize(Uint8Array.of(0xff, 0xd8, 0xff))).toBeUndefined();
    expect(readPictureSize(padded(0xff, 0xd8, 0xff, 0xe0, 0, 4))).toBeUndefined();
    expect(readPictureSize(padded(...letters('GIF89a')))).toBeUndefined();
  });
});
