import { Tooltip } from '@mantine/core';
import classes from './more.module.css';

/** A column's name that says on hover and on focus what it counts. */
export function ColumnHead({ name, hint }: { readonly name: string; readonly hint: string }) {
  return (
    <th scope="col">
      <Tooltip label={hint} multiline maw={300} events={{ hover: true, focus: true, touch: true }}>
        <button type="button" className={classes.explained}>
          {name}
        </button>
      </Tooltip>
    </th>
  );
}
