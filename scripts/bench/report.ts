/** A Markdown table with its first column to the left and the others to the right. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

/** Milliseconds with three significant digits; a dash where nothing was measured. */
export function toMs(value: number | undefined): string {
  if (value === undefined) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** How many times as long `value` takes as `ours`. */
export function toRatio(value: number | undefined, ours: number | undefined): string {
  return value === undefined || ours === undefined
    ? '–'
    : `${(value / ours).toFixed(value / ours < 10 ? 2 : 0)} ×`;
}
