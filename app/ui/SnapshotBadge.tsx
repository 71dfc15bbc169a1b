import classes from './SnapshotBadge.module.css';

/** The letter of the snapshot looked at (A, filled) or compared with (B, outlined), as the charts draw them. */
export function SnapshotBadge({ letter, label }: { readonly letter: 'A' | 'B'; readonly label: string }) {
  return (
    <span className={classes.badge} data-letter={letter} title={label}>
      {letter}
    </span>
  );
}
