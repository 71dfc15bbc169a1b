import { memo } from 'react';
import classes from './chart.module.css';

/** The same values as a chart shows, as text. */
export interface ChartTableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A plain table of a chart's values. */
export const ChartTable = memo(function ChartTable({
  caption,
  data,
}: {
  readonly caption: string;
  readonly data: ChartTableData;
}) {
  return (
    <table className={classes.table}>
      <caption className={classes.hidden}>{caption}</caption>
      <thead>
        <tr>
          {data.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row, index) => (
          // Rows have no name of their own: their place is what they are.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={index}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th key={data.columns[column]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={data.columns[column]}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
