import classes from './rail.module.css';

/** Room of one line of the tree. */
export const LINE_PX = 14;
/** From the left edge of a row to the line it stands on, at no indent. */
const FIRST_PX = 12;
/** Deeper branches stand on top of each other rather than off the rail. */
const MOST_INDENT = 6;

/** How far the words of a row stand from its left edge. */
export function textLeft(indent: number): number {
  return FIRST_PX + Math.min(indent, MOST_INDENT) * LINE_PX + 14;
}

interface RowGraphProps {
  readonly indent: number;
  readonly root: boolean;
  /** True for the first row of a branch. */
  readonly branches: boolean;
  readonly followed: boolean;
  readonly status: string;
  readonly selected: boolean;
}

/** The lines that join a row to what it follows from and to what follows from it; decoration beside the row's level. */
export function RowGraph({ indent, root, branches, followed, status, selected }: RowGraphProps) {
  const depth = Math.min(indent, MOST_INDENT);
  const x = FIRST_PX + depth * LINE_PX;
  return (
    <span className={classes.graph} aria-hidden="true">
      {Array.from({ length: depth }, (_, outer) => (
        // A line further out always goes on: its row has a first child below.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what it is
        <i key={outer} className={classes.line} style={{ left: FIRST_PX + outer * LINE_PX }} />
      ))}
      {branches && <i className={classes.elbow} style={{ left: x - LINE_PX, width: LINE_PX }} />}
      {!root && !branches && <i className={classes.above} style={{ left: x }} />}
      {followed && <i className={classes.below} style={{ left: x }} />}
      <i
        className={classes.dot}
        style={{ left: x }}
        data-status={status}
        data-selected={selected || undefined}
      />
    </span>
  );
}
