/**
 * Small images, one a tile, each of one or several planes.
 *
 * The value of a cell (row by row) of a plane of a tile stands at `(cell · planes + plane) · tiles + tile`.
 */
export interface KernelTensor {
  readonly tiles: number;
  readonly planes: number;
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  /** 1 there, 0 gone; null where all are there. */
  readonly mask: Uint8Array | null;
}

/** How the tiles are arranged. */
export interface KernelArrangement {
  /** Rows of cells across the page, with the caption at the left, instead of tiles with the caption below. */
  readonly strip: boolean;
  /** Three planes are red, green and blue of one picture instead of three pictures. */
  readonly color: boolean;
}

/** Where the tiles of a grid stand, in CSS pixels. */
export interface KernelGridLayout {
  readonly tiles: number;
  readonly tilesPerRow: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** From one tile to the next, caption and gap included. */
  readonly pitchX: number;
  readonly pitchY: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Cells of a plane in one line, and how many lines they take. */
  readonly lineCells: number;
  readonly lines: number;
  /** Planes side by side. */
  readonly planesAcross: number;
  readonly planeGap: number;
  readonly height: number;
  /** Left top corners of the picture and of its caption. */
  tileAt(place: number): { readonly x: number; readonly y: number };
  captionAt(place: number): { readonly x: number; readonly y: number; readonly width: number };
  /** The place that holds a point; -1 where none does. */
  placeOf(x: number, y: number): number;
}

/** Height of a caption below a tile, and width of one at the left of a strip. */
const CAPTION_HEIGHT = 17;
const CAPTION_WIDTH = 84;
const GAP = { x: 12, y: 9 };
const LEAST_PITCH = 46;
const STRIP_HEIGHT = 14;
const WRAPPED_HEIGHT = 5;

/** The side that a tile is meant to have. */
const SIDE = 80;

/** Places tiles in rows: pictures as nearly square as their planes allow, of whole pixels a cell. */
export function computeKernelGridLayout(
  { tiles, planes, rows, columns }: Pick<KernelTensor, 'tiles' | 'planes' | 'rows' | 'columns'>,
  { strip, color }: KernelArrangement,
  width: number,
): KernelGridLayout {
  const room = Math.max(40, width - CAPTION_WIDTH);
  const cells = rows * columns;
  const lineCells = strip ? Math.min(cells, room) : columns;
  const lines = Math.ceil(cells / lineCells);
  const shown = color ? 1 : planes;
  const planesAcross = strip ? 1 : Math.ceil(Math.sqrt((shown * rows) / columns));
  const planesDown = Math.ceil(shown / planesAcross);
  const planeGap = shown > 1 ? 1 : 0;
  const side = SIDE - planeGap * (planesAcross - 1);
  const cellWidth = strip
    ? Math.max(1, Math.min(8, Math.floor(room / lineCells)))
    : Math.max(1, Math.min(20, Math.floor(side / (planesAcross * columns))));
  const cellHeight = strip ? (lines > 1 ? WRAPPED_HEIGHT : STRIP_HEIGHT) : cellWidth;
  const tileWidth = planesAcross * (lineCells * cellWidth + planeGap) - planeGap;
  const tileHeight = planesDown * (lines * cellHeight + planeGap) - planeGap;
  const pitchX = strip ? CAPTION_WIDTH + tileWidth + GAP.x : Math.max(LEAST_PITCH, tileWidth) + GAP.x;
  const pitchY = strip ? tileHeight + 6 : tileHeight + CAPTION_HEIGHT + GAP.y;
  const tilesPerRow = Math.max(1, Math.min(tiles, Math.floor((width + GAP.x) / pitchX)));
  const corner = (place: number) => ({
    x: (place % tilesPerRow) * pitchX,
    y: Math.floor(place / tilesPerRow) * pitchY,
  });
  // A border around the tiles at the edge needs room.
  const inset = 3;
  return {
    tiles,
    tilesPerRow,
    tileWidth,
    tileHeight,
    pitchX,
    pitchY,
    cellWidth,
    cellHeight,
    lineCells,
    lines,
    planesAcross,
    planeGap,
    height: Math.ceil(tiles / tilesPerRow) * pitchY + 2 * inset,
    tileAt(place) {
      const { x, y } = corner(place);
      return { x: x + inset + (strip ? CAPTION_WIDTH : 0), y: y + inset };
    },
    captionAt(place) {
      const { x, y } = corner(place);
      return strip
        ? { x: x + inset, y: y + inset + Math.max(0, (tileHeight - CAPTION_HEIGHT) / 2), width: 74 }
        : { x: x + inset, y: y + inset + tileHeight + 2, width: Math.max(LEAST_PITCH - 4, tileWidth) };
    },
    placeOf(x, y) {
      const column = Math.floor((x - inset) / pitchX);
      const row = Math.floor((y - inset) / pitchY);
      const place = row * tilesPerRow + column;
      const within = x >= inset && y >= inset && column < tilesPerRow && place < tiles;
      return within && (x - inset) % pitchX < pitchX - GAP.x / 2 ? place : -1;
    },
  };
}
