import type { ChartTableData } from '../ChartTable.tsx';

/** What a cell says, without what is drawn for the eye alone. */
function readText(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (!(node instanceof HTMLElement) || node.getAttribute('aria-hidden') === 'true') return '';
  const text = [...node.childNodes].map(readText).join('');
  // Neighbours on the page, but words of their own.
  return ` ${text} `;
}

function readRow({ cells }: HTMLTableRowElement): string[] {
  return [...cells]
    .filter(({ dataset }) => dataset.noCsv === undefined)
    .flatMap((cell) => [
      cell.dataset.csv ?? readText(cell).replaceAll(/\s+/g, ' ').trim(),
      ...Array<string>(cell.colSpan - 1).fill(''),
    ]);
}

/**
 * The values of a table as it is drawn. A cell with `data-csv` stands for that text, one with `data-no-csv` (a button) for
 * nothing; one that spans several columns is followed by empty ones.
 */
export function readTable(table: HTMLTableElement): ChartTableData {
  const [head = [], ...rows] = [...table.rows].map(readRow);
  return { columns: head, rows };
}
