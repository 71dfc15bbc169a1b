import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './lab.module.css';

/** A word that says on hover, on focus and on touch what it means. */
export function Term({ hint, children }: { readonly hint: string; readonly children: ReactNode }) {
  return (
    <Tooltip label={hint} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={classes.term}>
        {children}
      </button>
    </Tooltip>
  );
}
