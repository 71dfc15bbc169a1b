import type { KernelTensor } from './layout.ts';

/** One plane of every tile. */
export function takePlane(tensor: KernelTensor, plane: number): KernelTensor {
  const { tiles, planes, rows, columns, values, mask } = tensor;
  const cells = rows * columns;
  const taken = new Float32Array(cells * tiles);
  const takenMask = mask && new Uint8Array(cells * tiles);
  for (let cell = 0; cell < cells; cell++) {
    const from = (cell * planes + plane) * tiles;
    taken.set(values.subarray(from, from + tiles), cell * tiles);
    if (mask) takenMask!.set(mask.subarray(from, from + tiles), cell * tiles);
  }
  return { tiles, planes: 1, rows, columns, values: taken, mask: takenMask };
}

/** The mean over the planes of every tile, of what is there; gone where all planes are. */
export function averagePlanes(tensor: KernelTensor): KernelTensor {
  const { tiles, planes, rows, columns, values, mask } = tensor;
  const cells = rows * columns;
  const mean = new Float32Array(cells * tiles);
  const there = mask && new Uint8Array(cells * tiles);
  for (let cell = 0; cell < cells; cell++) {
    for (let tile = 0; tile < tiles; tile++) {
      let [sum, count] = [0, 0];
      for (let plane = 0; plane < planes; plane++) {
        const at = (cell * planes + plane) * tiles + tile;
        if (mask && !mask[at]) continue;
        sum += values[at]!;
        count++;
      }
      mean[cell * tiles + tile] = count > 0 ? sum / count : 0;
      if (there) there[cell * tiles + tile] = count > 0 ? 1 : 0;
    }
  }
  return { tiles, planes: 1, rows, columns, values: mean, mask: there };
}

/** What is known of one tile's values that are there. */
export interface TileSummary {
  readonly kept: number;
  readonly meanMagnitude: number;
  readonly low: number;
  readonly high: number;
}

/** Number, mean magnitude and range of each tile's values that are there; all 0 where none is. */
export function summarizeTiles({ tiles, values, mask }: KernelTensor): readonly TileSummary[] {
  const kept = new Uint32Array(tiles);
  const sum = new Float64Array(tiles);
  const low = new Float64Array(tiles).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(tiles).fill(Number.NEGATIVE_INFINITY);
  for (let from = 0; from < values.length; from += tiles) {
    for (let tile = 0; tile < tiles; tile++) {
      if (mask && !mask[from + tile]) continue;
      const value = values[from + tile]!;
      kept[tile] = kept[tile]! + 1;
      sum[tile] = sum[tile]! + Math.abs(value);
      if (value < low[tile]!) low[tile] = value;
      if (value > high[tile]!) high[tile] = value;
    }
  }
  return Array.from({ length: tiles }, (_, tile) =>
    kept[tile] === 0
      ? { kept: 0, meanMagnitude: 0, low: 0, high: 0 }
      : {
          kept: kept[tile]!,
          meanMagnitude: sum[tile]! / kept[tile]!,
          low: low[tile]!,
          high: high[tile]!,
        },
  );
}

/** Magnitudes looked at, of large layers. */
const MOST_SAMPLED = 20_000;

/** The magnitude that is drawn in full colour: all but a hundredth of what is there lies below, so that one outlier pales nothing. */
export function findFullStrength({ values, mask }: KernelTensor): number {
  // An odd stride, so that the sample does not follow the tiles.
  const stride = 2 * Math.floor(values.length / MOST_SAMPLED / 2) + 1;
  const magnitudes: number[] = [];
  for (let at = 0; at < values.length; at += stride) {
    if (!mask || mask[at]) magnitudes.push(Math.abs(values[at]!));
  }
  const sorted = Float64Array.from(magnitudes).sort();
  return sorted[Math.floor(0.99 * (sorted.length - 1))] ?? 0;
}
