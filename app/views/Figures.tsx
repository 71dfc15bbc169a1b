import type { ReactNode } from 'react';
import classes from './views.module.css';

export interface Figure {
  readonly label: string;
  readonly value: string;
  /** A quieter second line; its room is kept where it is empty. */
  readonly note?: string;
}

/** A row of numbers with their names; it keeps its size while they change. */
export function Figures({
  figures,
  children,
}: {
  readonly figures: readonly Figure[];
  readonly children?: ReactNode;
}) {
  return (
    <div className={classes.figures}>
      {figures.map(({ label, value, note }) => (
        <div key={label} className={classes.figure}>
          <div className={classes.figureLabel}>{label}</div>
          <div className={classes.figureValue}>{value}</div>
          <div className={classes.figureNote}>{note}</div>
        </div>
      ))}
      {children}
    </div>
  );
}
