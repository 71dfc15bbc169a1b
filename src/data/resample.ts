/** An image of bytes, or of bytes averaged: `[height, width, channels]`, channels fastest. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: ArrayLike<number>;
}

/** A part of a raster, in its pixels; edges may lie within pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Span {
  readonly first: number;
  /** Share of the output pixel that each source pixel covers; they sum to 1. */
  readonly weights: readonly number[];
}

/** For each of `count` output pixels, which source pixels it covers, and how far. */
function computeSpans(from: number, length: number, count: number, limit: number): readonly Span[] {
  return Array.from({ length: count }, (_, place) => {
    const low = from + (place * length) / count;
    const high = from + ((place + 1) * length) / count;
    const first = Math.max(0, Math.min(limit - 1, Math.floor(low)));
    const last = Math.max(first, Math.min(limit - 1, Math.ceil(high) - 1));
    const covered = Array.from({ length: last - first + 1 }, (_, offset) => {
      const pixel = first + offset;
      return Math.max(0, Math.min(high, pixel + 1) - Math.max(low, pixel));
    });
    const sum = covered.reduce((total, part) => total + part, 0);
    return { first, weights: sum > 0 ? covered.map((part) => part / sum) : [1] };
  });
}

/**
 * Scales a region by averaging over the area that each output pixel covers, which keeps thin lines as grey ones
 * (anti-aliasing). Returns `[height, width, channels]`.
 */
export function resampleArea(source: Raster, region: Region, width: number, height: number): Float32Array {
  const { channels, values } = source;
  const columns = computeSpans(region.x, region.width, width, source.width);
  const rows = computeSpans(region.y, region.height, height, source.height);
  const result = new Float32Array(width * height * channels);
  // One row of the source at a time, shrunk to the output's width.
  const narrowed = new Map<number, Float32Array>();
  const narrow = (y: number): Float32Array => {
    const known = narrowed.get(y);
    if (known) return known;
    const row = new Float32Array(width * channels);
    for (const [x, { first, weights }] of columns.entries()) {
      for (const [offset, weight] of weights.entries()) {
        const at = (y * source.width + first + offset) * channels;
        for (let part = 0; part < channels; part++) row[x * channels + part]! += weight * values[at + part]!;
      }
    }
    narrowed.set(y, row);
    return row;
  };
  for (const [y, { first, weights }] of rows.entries()) {
    for (const [offset, weight] of weights.entries()) {
      const row = narrow(first + offset);
      for (let i = 0; i < row.length; i++) result[y * row.length + i]! += weight * row[i]!;
    }
  }
  return result;
}
