/** Values of a grid, rows from the top. */
export interface HeatGrid {
  readonly rows: number;
  readonly columns: number;
  /** `[rows, columns]`, columns fastest. */
  readonly values: ArrayLike<number>;
}

export interface HeatMapLayoutInput {
  readonly rows: number;
  readonly columns: number;
  /** CSS pixels there are for cells and row names. */
  readonly width: number;
  /** Names of rows and columns, where they are written. */
  readonly rowNames?: readonly string[] | undefined;
  readonly columnNames?: readonly string[] | undefined;
  /** A cell's largest side, in CSS pixels. */
  readonly mostCell: number;
}

/** Where the cells of a heat map stand, in CSS pixels. */
export interface HeatMapLayout {
  readonly rows: number;
  readonly columns: number;
  readonly cell: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Left and upper edge of a cell. */
  cellX(column: number): number;
  cellY(row: number): number;
}

const CHARACTER_WIDTH = 7;
const NAME_HEIGHT = 18;

/** Square cells as large as there is room for, but no larger than asked; whole pixels where they are larger than two. */
export function computeHeatMapLayout(input: HeatMapLayoutInput): HeatMapLayout {
  const { rows, columns, width, rowNames, columnNames, mostCell } = input;
  const longest = Math.max(0, ...(rowNames ?? []).map(({ length }) => length));
  const left = longest === 0 ? 0 : Math.min(120, longest * CHARACTER_WIDTH) + 8;
  const top = columnNames ? NAME_HEIGHT : 0;
  const room = Math.max(1, width - left) / Math.max(1, columns);
  const fitted = Math.min(mostCell, room);
  const cell = fitted > 2 ? Math.floor(fitted) : fitted;
  return {
    rows,
    columns,
    cell,
    left,
    top,
    width: left + columns * cell,
    height: top + rows * cell,
    cellX: (column) => left + column * cell,
    cellY: (row) => top + row * cell,
  };
}

/** Where a value lies in a domain, 0…1; outside it at the nearer end. */
export function toStrength(value: number, [low, high]: readonly [number, number]): number {
  return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0;
}
