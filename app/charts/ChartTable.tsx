import { memo } from 'react';
import classes from './chart.module.css';

/** The same values as a chart shows, as text. */
export interface ChartTableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A plain table of a chart's values, which are written as text only here. */
export const ChartTable = memo(function ChartTable({
  caption,
  table,
}: {
  readonly caption: string;
  readonly table: () => ChartTableData;
}) {
  const { columns, rows } = table();
  return (
    <table className={classes.table}>
      <caption className={classes.hidden}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // Rows have no name of their own: their place is what they are.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={index}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th key={columns[column]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={columns[column]}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
