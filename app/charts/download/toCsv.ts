import type { ChartTableData } from '../ChartTable.tsx';

/** Without it Excel takes UTF-8 for the system's own code page. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet would take for a formula; a number with its sign is none. */
const FORMULA = /^(?:[=@\t\r]|[+-][A-Za-z(@=])/;

function toCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as a CSV file (RFC 4180) that Excel reads as UTF-8: cells as they are shown, the names of the columns first. */
export function toCsv({ columns, rows }: ChartTableData): string {
  return `${BYTE_ORDER_MARK}${[columns, ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`;
}
