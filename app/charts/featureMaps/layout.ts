/** Maps of one node: `[height, width, channels]` with channels fastest, or `[units]`. */
export interface MapTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Where the tiles of a grid of maps stand, in CSS pixels. */
export interface MapGridLayout {
  readonly tiles: number;
  /** Cells of one tile. */
  readonly rows: number;
  readonly columns: number;
  /** CSS pixels of one cell. */
  readonly cell: number;
  readonly gap: number;
  readonly tilesPerRow: number;
  readonly width: number;
  readonly height: number;
  tileX(tile: number): number;
  tileY(tile: number): number;
}

/** What is known of one map. */
export interface MapSummary {
  readonly zeroShare: number;
  readonly max: number;
}

/** Places the maps in rows; units of a vector become tiles of one cell. */
export function computeMapGridLayout(shape: readonly number[], width: number): MapGridLayout {
  const isVector = shape.length === 1;
  const [rows, columns, tiles] = isVector ? [1, 1, shape[0]!] : [shape[0]!, shape[1]!, shape[2]!];
  const cell = isVector ? (tiles <= 32 ? 20 : 11) : Math.max(2, Math.min(8, Math.floor(72 / columns)));
  const gap = isVector ? 2 : 6;
  const pitchX = columns * cell + gap;
  const pitchY = rows * cell + gap;
  const tilesPerRow = Math.max(1, Math.min(tiles, Math.floor((width + gap) / pitchX)));
  return {
    tiles,
    rows,
    columns,
    cell,
    gap,
    tilesPerRow,
    width: tilesPerRow * pitchX - gap,
    height: Math.ceil(tiles / tilesPerRow) * pitchY - gap,
    tileX: (tile) => (tile % tilesPerRow) * pitchX,
    tileY: (tile) => Math.floor(tile / tilesPerRow) * pitchY,
  };
}

/** Exact zeros and the largest value of each map. */
export function summarizeMaps({ shape, values }: MapTensor): MapSummary[] {
  const channels = shape.at(-1)!;
  const cells = values.length / channels;
  return Array.from({ length: channels }, (_, channel) => {
    let zeros = 0;
    let max = Number.NEGATIVE_INFINITY;
    for (let i = channel; i < values.length; i += channels) {
      const value = values[i]!;
      if (value === 0) zeros++;
      if (value > max) max = value;
    }
    return { zeroShare: zeros / cells, max };
  });
}
