import { countColumns, fitName } from '../fitName.ts';

/** One cell of a square matrix, in pixels. */
export interface MatrixCell {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  readonly x: number;
  readonly y: number;
  /** How far towards full colour, 0…1: the square root of the value's share of its row, so that small ones are seen. */
  readonly strength: number;
  /** Which end of the colour scale: of counts the diagonal and the rest, of differences above and below 0. */
  readonly side: 'first' | 'second';
}

export interface MatrixLayout {
  readonly left: number;
  readonly top: number;
  readonly cell: number;
  readonly width: number;
  readonly height: number;
  /** True where the names of the columns are too long to stand above them and lean instead. */
  readonly leaning: boolean;
  /** Those that are drawn first to last; of many only each so many stand at the matrix. Cut where they are long. */
  readonly names: readonly string[];
  readonly nameStep: number;
  /** The same for the columns, whose leaning names take more room. */
  readonly columnStep: number;
  /** True where a number has room in a cell. */
  readonly numbers: boolean;
  readonly cells: readonly MatrixCell[];
}

export interface MatrixLayoutInput {
  readonly values: readonly (readonly number[])[];
  /** What each row's values are shares of. */
  readonly rowTotals: readonly number[];
  readonly names: readonly string[];
  readonly kind: 'counts' | 'difference';
  /** Pixels there are. */
  readonly width: number;
}

const CHARACTER = 6.6;
const LONGEST_NAME = 12;
/** So that a finger hits it and a number fits. */
const SMALLEST_CELL = 23;
/** Of more classes the whole is worth more than the single number. */
const MANY = 24;
const SMALLEST_OF_MANY = 7;
const LEAST_FOR_NUMBERS = 20;
const NAME_HEIGHT = 13;
const LEANING_NAME_WIDTH = 21;
const LARGEST_CELL = 42;

/** Where the cells of a matrix stand, and how strongly each is coloured. */
export function computeMatrixLayout({
  values,
  rowTotals,
  names: fullNames,
  kind,
  width,
}: MatrixLayoutInput): MatrixLayout {
  const names = fullNames.map((name) => fitName(name, LONGEST_NAME));
  const longest = Math.max(1, ...names.map(countColumns));
  const leaning = longest > 3;
  const left = Math.max(36, Math.min(92, 14 + CHARACTER * longest));
  // Leaning names reach beyond the last column.
  const beyond = leaning ? 0.7 * CHARACTER * longest - 12 : 0;
  const room = (width - left - Math.max(0, beyond)) / Math.max(1, names.length);
  const smallest = names.length > MANY ? SMALLEST_OF_MANY : SMALLEST_CELL;
  const cell = Math.floor(Math.max(smallest, Math.min(LARGEST_CELL, room)));
  const top = leaning ? 26 + 0.62 * CHARACTER * longest : 40;
  const cells = values.flatMap((row, rowIndex) =>
    row.map((value, column): MatrixCell => {
      const total = rowTotals[rowIndex] ?? 0;
      const isFirst = kind === 'counts' ? rowIndex === column : value >= 0;
      return {
        row: rowIndex,
        column,
        value,
        x: left + column * cell,
        y: top + rowIndex * cell,
        strength: total > 0 ? Math.min(1, Math.sqrt(Math.abs(value) / total)) : 0,
        side: isFirst ? 'first' : 'second',
      };
    }),
  );
  return {
    left,
    top,
    cell,
    width: left + names.length * cell,
    height: top + values.length * cell + 4,
    leaning,
    names,
    nameStep: Math.ceil(NAME_HEIGHT / cell),
    columnStep: Math.ceil((leaning ? LEANING_NAME_WIDTH : NAME_HEIGHT) / cell),
    numbers: cell >= LEAST_FOR_NUMBERS,
    cells,
  };
}
